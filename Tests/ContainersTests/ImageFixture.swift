import Containers
import Sessions
import Simulation
import Values

/// A world with the standard images, and two machines on one network.
final class ImageFixture {
  let session: Session
  let server = Host(name: "server")
  let client = Host(name: "client")
  private let clientSpace: ProcessSpace

  init() {
    session = Session(
      configuration: SessionConfiguration(), plugins: [ContainersPlugin.plugin],
      yamlReader: NoYAML())
    let world = session.world
    world.network.assign("10.0.0.1", to: server)
    world.network.assign("10.0.0.2", to: client)
    clientSpace = ProcessSpace(
      world: world, host: client, fileSystem: FileSystem(root: Disk(name: "client")))
  }

  var world: World { session.world }

  func run(_ duration: VirtualDuration) { world.run(until: world.now + duration) }

  func image(_ reference: String) -> Image? {
    if case .pulled(let image) = world.images.pull(reference) { image } else { nil }
  }

  /// Starts a container of an image; `change` may put files into it before.
  func start(
    _ reference: String, command: [String]? = nil, arguments: [String]? = nil,
    _ change: (FileSystem) throws(FileError) -> Void = { (_) throws(FileError) in }
  ) throws -> Container {
    guard let image = image(reference) else { throw NotFound() }
    let container = Container(
      world: world, name: "test", image: image, host: server, command: command,
      arguments: arguments)
    try change(container.fileSystem)
    try container.start()
    run(.milliseconds(200))
    return container
  }

  /// Makes requests over one connection and gives the answers.
  func ask(_ requests: [HTTPMessage], port: Int = 80) -> [HTTPMessage] {
    var answers: [HTTPMessage] = []
    let sink = NullSink()
    let process = clientSpace.start(
      IdleProgram(),
      Launch(
        arguments: ["client"], input: TextSource(world: world), output: sink, errorOutput: sink))
    process.connect(to: "10.0.0.1", port: port) { result in
      guard case .connected(let socket) = result else { return }
      var parser = HTTPParser()
      parser.expectsNoBody = requests.first?.method == "HEAD"
      socket.onReceive = { answers += parser.feed($0) }
      socket.send(requests.map { $0.serialized }.joined())
    }
    run(.milliseconds(50))
    process.send(.kill)
    return answers
  }

  func get(_ path: String, headers: [HTTPMessage.Header] = [], port: Int = 80) -> HTTPMessage? {
    let all = [HTTPMessage.Header("Host", "server"), HTTPMessage.Header("User-Agent", "test/1")]
    return ask([.request("GET", path, headers: all + headers)], port: port).first
  }

  struct NotFound: Error {}
}

/// Does nothing.
final class IdleProgram: Program {
  func start(_ process: Process) {}
}

/// These tests read no YAML.
final class NoYAML: YAMLReader {
  func documents(in text: String) -> Result<[YAMLDocument], YAMLError> { .success([]) }
}
