/** Who may import what: the table in ARCHITECTURE.md, enforced. */
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    // An import of types alone vanishes before anything runs.
    never(
      'no-circular',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'a cycle has no bottom to start reading from',
    ),
    never('no-orphan-resolution', {}, { couldNotResolve: true }, 'every import resolves'),
    never(
      'shared-is-pure',
      { path: '^src-shared/' },
      { path: '^(src-main|src-renderer|test|tools)/|^node:', pathNot: '^src-shared/' },
      'src-shared knows neither side and does no I/O',
    ),
    never(
      'shared-has-no-node',
      { path: '^src-shared/' },
      { dependencyTypes: ['core'] },
      'src-shared does no I/O',
    ),
    never(
      'numerics-stand-alone',
      { path: '^src-main/engine/numerics/' },
      { pathNot: '^src-main/engine/numerics/|node_modules/ml-matrix' },
      'numerics know nothing of models',
    ),
    never(
      'engine-is-pure',
      { path: '^src-main/engine/' },
      { pathNot: '^src-main/engine/|^src-shared/(model|formula)/|node_modules/ml-matrix' },
      'the engine knows no file, window, database or report',
    ),
    never(
      'report-never-computes',
      { path: '^src-shared/report/' },
      { path: '^src-main/' },
      'the report shows results, it never computes them',
    ),
    never(
      'importers-know-no-engine',
      { path: '^src-main/importers/' },
      { path: '^src-main/(engine|exporters|app|cli)/|^src-shared/report/' },
      'importers turn bytes into columns',
    ),
    never(
      'exporters-know-no-engine',
      { path: '^src-main/exporters/' },
      { path: '^src-main/(engine|importers|app|cli)/' },
      'exporters turn documents into files',
    ),
    never(
      'engine-has-a-front-door',
      { path: '^src-main/', pathNot: '^src-main/engine/' },
      {
        path: '^src-main/engine/',
        pathNot: '^src-main/engine/(analyse|ask|structure/describeStructure).ts$',
      },
      'only analyse(), ask() and describeStructure() are called from outside the engine',
    ),
    never(
      'app-knows-no-engine',
      { path: '^src-main/app/' },
      { path: '^src-main/(engine|cli)/' },
      'the hosts call the app and run the engine, never the reverse',
    ),
    never(
      'nothing-imports-the-command-line',
      { path: '^src-main/', pathNot: '^src-main/cli/' },
      { path: '^src-main/cli/' },
      'a host is the end of the line',
    ),
    never(
      'numbers-stay-in-the-worker',
      { path: '^src-main/(jobs|store|host-)' },
      { path: '^src-main/(engine|cli)/' },
      'the main process never computes statistics',
    ),
    never(
      'worker-knows-engine-and-files',
      { path: '^src-main/worker/' },
      { path: '^src-main/(store|app|jobs|exporters|cli|host-[a-z]+)/' },
      'the worker never sees SQL or windows',
    ),
    never(
      'store-stands-alone',
      { path: '^src-main/store/' },
      { path: '^src-main/', pathNot: '^src-main/store/' },
      'the store knows the nouns and SQL',
    ),
    never(
      'only-the-store-speaks-sql',
      { path: '^src-main/', pathNot: '^src-main/store/' },
      { path: 'node_modules/better-sqlite3' },
      'the only SQL is in the store',
    ),
    never(
      'hosts-are-the-end-of-the-line',
      { path: '^src-main/', pathNot: '^src-main/host-[a-z]+/' },
      { path: '^src-main/host-[a-z]+/' },
      'nothing imports a host',
    ),
    never(
      'hosts-are-apart',
      { path: '^src-main/host-electron/' },
      { path: '^src-main/host-web/' },
      'each host is thin and complete',
    ),
    never(
      'electron-only-in-its-host',
      { path: '^src-', pathNot: '^src-main/host-electron/' },
      { path: 'node_modules/electron/|^electron$' },
      'everything else runs in plain Node or a browser',
    ),
    never(
      'window-knows-the-contract-only',
      { path: '^src-renderer/' },
      { path: '^src-main/' },
      'all that crosses is in src-shared/contract',
    ),
    never(
      'ui-knows-no-feature',
      { path: '^src-renderer/ui/' },
      {
        path: '^src-renderer/(features|shell|state|backend)/|^src-shared/(contract|report|builder|formula)/',
      },
      'controls know no domain',
    ),
    never(
      'features-are-apart',
      { path: '^src-renderer/features/([^/]+)/' },
      { path: '^src-renderer/(shell/|features/(?!$1/))' },
      'a feature never imports another',
    ),
    never(
      'state-knows-no-screen',
      { path: '^src-renderer/(state|backend)/' },
      { path: '^src-renderer/(ui|features|shell)/' },
      'state is below all screens',
    ),
    never('nothing-imports-tests', { path: '^src-' }, { path: '^(test|tools)/' }, 'sources never need tests'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
    exclude: { path: 'kernels/source/' },
  },
};
