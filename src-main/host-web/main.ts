/**
 * The web host: the program in a browser's window, served on 127.0.0.1. `npm start` runs it where Electron is
 * not to be had. This file loads nothing that an old Node could stumble over before it has said so.
 */
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Nestwise needs Node 22.18 or newer, and this is ${process.versions.node}. Start it with: npm start\n`,
  );
  process.exitCode = 1;
} else {
  const { runWebHost } = await import('./runWebHost.ts');
  await runWebHost(process.argv.slice(2));
}
