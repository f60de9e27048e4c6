// Starts a real Bluesky PDS with its own in-memory PLC directory on 127.0.0.1, for tests. Throw-away data.
import fs from 'node:fs/promises'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import plc from '@did-plc/server'
import { PDS } from '@atproto/pds'
import { Secp256k1Keypair } from '@atproto/crypto'

// both servers call listen(port) with no host; keep them on the loopback address
const listen = http.Server.prototype.listen
http.Server.prototype.listen = function (port, ...rest) {
  return typeof port === 'number' && typeof rest[0] !== 'string'
    ? listen.call(this, port, '127.0.0.1', ...rest)
    : listen.call(this, port, ...rest)
}

const port = Number(process.env.PDS_PORT ?? 2583)
const plcPort = Number(process.env.PLC_PORT ?? 2582)
const rateLimits = process.env.PDS_RATE_LIMITS === '1'
const hex = (bytes) => Buffer.from(bytes).toString('hex')

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'socialkit-pds-'))
const plcServer = plc.PlcServer.create({ db: plc.Database.mock(), port: plcPort })
await plcServer.start()

const rotation = await Secp256k1Keypair.create({ exportable: true })
const recovery = await Secp256k1Keypair.create()
const pds = await PDS.fromEnv({
  devMode: true, // allows http and the .test handles
  disableSsrfProtection: true,
  hostname: 'localhost',
  port,
  dataDirectory: dir,
  blobstoreDiskLocation: path.join(dir, 'blobs'),
  // by name: where it resolves DIDs itself, as describeRepo does, it takes no numeric host
  didPlcUrl: `http://localhost:${plcPort}`,
  serviceHandleDomains: ['.test'],
  recoveryDidKey: recovery.did(),
  plcRotationKeyK256PrivateKeyHex: hex(await rotation.export()),
  adminPassword: 'admin-pass',
  jwtSecret: randomBytes(16).toString('hex'),
  inviteRequired: false,
  rateLimitsEnabled: rateLimits,
})
await pds.start()
console.log(`READY pds=http://127.0.0.1:${port} plc=http://127.0.0.1:${plcPort} data=${dir}`)

let stopping = false
async function stop() {
  if (stopping) return
  stopping = true
  await pds.destroy()
  await plcServer.destroy()
  await fs.rm(dir, { recursive: true, force: true })
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)

// Whoever started it may be killed: then it ends too.
const parent = Number(process.env.PDS_PARENT ?? 0)
if (parent > 0) {
  setInterval(() => {
    try {
      process.kill(parent, 0)
    } catch {
      stop()
    }
  }, 1000)
}
