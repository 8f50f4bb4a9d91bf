/** ECharts with only the parts that plots use; loaded when the first plot comes into view. */
import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([CustomChart, LineChart, ScatterChart, GraphicComponent, GridComponent, TooltipComponent, SVGRenderer]);

export { init };
