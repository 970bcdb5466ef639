import Kubernetes
import Scenes
import Sessions
import Shell
import Simulation

extension SimulationPlugin {
  /// A message queue: the image `queue`, the command `queue`, the kind `Queue` of clusters, and what
  /// pictures show of it.
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
    let servers = QueueServers.of(registrations.world)
    registrations.setting("messages", summary: "how many messages a queue may hold: 100") { value in
      guard let value else { return [] }
      guard case .integer(let limit) = value, (1...1000).contains(limit) else {
        return ["messages: a whole number from 1 to 1000 is needed"]
      }
      servers.limit = Int(limit)
      return []
    }
    registrations.fault("lose", usage: "lose", summary: "let all queues lose what they hold") {
      process, _ in
      let cause = process.world.record("sim", "queue", "have lost their messages")
      process.world.causing(cause) { servers.loseEverything() }
      return 0
    }
    registrations.resource(MessageQueue.resource)
    registrations.controller("queue-controller", summary: "keeps a pod for each Queue") {
      MessageQueueController($0)
    }
    registrations.picture(
      "queue", summary: "queues and the messages in them", kinds: ["queue"]
    ) { world, scene in
      QueueServers.of(world).add(to: &scene)
    }
  }
}
