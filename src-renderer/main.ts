import { mount } from 'svelte';
import './ui/tokens.css';
import './ui/base.css';
import './ui/popup.css';
import App from './shell/App.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no element #app');
mount(App, { target });
