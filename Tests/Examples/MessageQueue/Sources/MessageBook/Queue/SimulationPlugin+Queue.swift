import Scenes
import Sessions
import Shell
import Simulation

extension SimulationPlugin {
  /// A message queue: the image `queue`, the command `queue` and what pictures show of it.
  static let queue = SimulationPlugin(
    name: "queue", version: "1.0", summary: "A message queue with or without a disk"
  ) { registrations in
    registrations.program("queue-server", summary: "keeps messages until somebody takes them") {
      QueueServer()
    }
    registrations.command("queue", summary: "puts messages into a queue and takes them") {
      QueueClient()
    }
    registrations.image("queue", summary: "a message queue") { tag in
      guard tag == "1" || tag == "latest" else { return nil }
      var files = StandardSystem.debian
      files.addProgram("usr/local/bin/queue-server", "queue-server")
      files.addProgram("usr/local/bin/queue", "queue")
      return Image(
        reference: "", files: files, entrypoint: ["queue-server"], exposedPorts: [QueueServer.port],
        size: 18_874_368)
    }
    registrations.picture("queue", summary: "queues and the messages in them") { world, scene in
      QueueServers.of(world).add(to: &scene)
    }
  }
}
