// Hocuspocus with its SQLite extension on a port of its own: `node host.mjs FILE`; the first line printed is the port.
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';

const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  maxPendingDocuments: 10_000,
  maxUnauthenticatedQueueMessages: 100_000,
  extensions: [new SQLite({ database: process.argv[2] })],
});
await server.listen();
process.stdout.write(`${server.address.port}\n`);
