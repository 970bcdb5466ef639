import KubernetesAPI
import Simulation

extension Kubelet {
  /// Runs a command in a container. Its output is what a failure says.
  func execute(
    _ command: [String], in container: Simulation.Container, timeout: VirtualDuration?,
    completion: @escaping (ProbeRunner.Outcome) -> Void
  ) {
    let output = TextSink(world: world)
    let process: Process?
    do throws(SpawnError) {
      process = try container.execute(
        command, input: TextSource(world: world), output: output, errorOutput: output)
    } catch {
      completion(
        .unknown(
          "rpc error: code = Unknown desc = failed to exec in container: failed to start exec:"
            + " OCI runtime exec failed: exec failed: unable to start container process: exec:"
            + " \"\(command.first ?? "")\": executable file not found in $PATH: unknown"))
      return
    }
    guard let process else {
      completion(.unknown("container is not running"))
      return
    }
    var limit: ScheduledEvent?
    if let timeout {
      limit = world.schedule(after: timeout) {
        guard process.isRunning else { return }
        process.send(.kill)
        let words = command.joined(separator: " ")
        completion(
          .failure("command timed out: \"\(words)\" timed out after \(timeout.seconds)s"))
      }
    }
    process.whenExited { process in
      if let limit {
        guard !limit.isCancelled else { return }
        limit.cancel()
      }
      if process.exitStatus == 0 {
        completion(.success)
      } else {
        var text = output.text
        while text.utf8.last == 10 { text.removeLast() }
        completion(.failure(text))
      }
    }
  }

  /// The number of a port that a probe names by number or by a name of the container's ports.
  private func port(_ port: IntOrString, of spec: KubernetesAPI.Container) -> Int? {
    switch port {
    case .integer(let number): return Int(number)
    case .string(let name):
      if let named = spec.ports.first(where: { $0.name == name }) {
        return Int(named.containerPort)
      }
      return Int(name)
    }
  }

  /// Opens a connection to a port of a pod.
  func probeTCP(
    _ action: TCPSocketAction, of spec: KubernetesAPI.Container, at address: String,
    timeout: VirtualDuration, completion: @escaping (ProbeRunner.Outcome) -> Void
  ) {
    guard let port = port(action.port, of: spec) else {
      completion(.unknown("couldn't find port: \(action.port.text)"))
      return
    }
    let target = action.host.isEmpty ? address : action.host
    connect(to: target, port, timeout: timeout) { result in
      switch result {
      case .open(let socket):
        socket.close()
        completion(.success)
      case .refused:
        completion(.failure("dial tcp \(target):\(port): connect: connection refused"))
      case .silence: completion(.failure("dial tcp \(target):\(port): i/o timeout"))
      }
    }
  }

  /// Makes an HTTP request to a pod; a status from 200 up to 399 is success.
  func probeHTTP(
    _ action: HTTPGetAction, of spec: KubernetesAPI.Container, at address: String,
    timeout: VirtualDuration, completion: @escaping (ProbeRunner.Outcome) -> Void
  ) {
    guard let port = port(action.port, of: spec) else {
      completion(.unknown("couldn't find port: \(action.port.text)"))
      return
    }
    let target = action.host.isEmpty ? address : action.host
    let path = action.path.hasPrefix("/") ? action.path : "/" + action.path
    let url = "\(action.scheme.lowercased())://\(target):\(port)\(path)"
    let late =
      "Get \"\(url)\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)"
    let end = world.now + timeout
    connect(to: target, port, timeout: timeout) { [self] result in
      switch result {
      case .refused:
        completion(
          .failure("Get \"\(url)\": dial tcp \(target):\(port): connect: connection refused"))
      case .silence: completion(.failure(late))
      case .open(let socket):
        var headers = [
          HTTPMessage.Header("Host", "\(target):\(port)"),
          HTTPMessage.Header("User-Agent", "kube-probe/1.32"),
          HTTPMessage.Header("Accept", "*/*"),
        ]
        for header in action.httpHeaders {
          if header.name.lowercased() == "host" { headers.removeFirst() }
          headers.append(HTTPMessage.Header(header.name, header.value))
        }
        headers.append(HTTPMessage.Header("Connection", "close"))
        let exchange = ProbeExchange(
          world: world, deadline: end, late: late, url: url, completion: completion)
        exchange.run(on: socket, .request("GET", path, headers: headers))
      }
    }
  }

  enum Attempt {
    case open(Socket)
    case refused
    case silence
  }

  /// Connects with a limit of time; `completion` is called once.
  private func connect(
    to address: String, _ port: Int, timeout: VirtualDuration,
    completion: @escaping (Attempt) -> Void
  ) {
    guard let process else {
      completion(.silence)
      return
    }
    var isDone = false
    let limit = world.schedule(after: timeout) {
      if isDone { return }
      isDone = true
      completion(.silence)
    }
    process.connect(to: address, port: port) { result in
      if isDone {
        if case .connected(let socket) = result { socket.close() }
        return
      }
      isDone = true
      limit.cancel()
      switch result {
      case .connected(let socket): completion(.open(socket))
      case .refused: completion(.refused)
      case .unreachable: completion(.silence)
      }
    }
  }
}

/// One request of a probe and the wait for its answer.
final class ProbeExchange {
  private let world: World
  private let deadline: VirtualTime
  private let late: String
  private let url: String
  private var completion: ((ProbeRunner.Outcome) -> Void)?
  private var parser = HTTPParser()

  init(
    world: World, deadline: VirtualTime, late: String, url: String,
    completion: @escaping (ProbeRunner.Outcome) -> Void
  ) {
    self.world = world
    self.deadline = deadline
    self.late = late
    self.url = url
    self.completion = completion
  }

  func run(on socket: Socket, _ request: HTTPMessage) {
    let limit = world.schedule(at: deadline) { [self] in
      finish(.failure(late))
      socket.close()
    }
    socket.onReceive = { [self, unowned(unsafe) socket] text in
      guard let response = parser.feed(text).first, let status = response.status else { return }
      limit.cancel()
      let isWell = status >= 200 && status < 400
      finish(isWell ? .success : .failure("HTTP probe failed with statuscode: \(status)"))
      socket.close()
      socket.onReceive = nil
    }
    socket.onClose = { [self] _ in
      limit.cancel()
      if let response = parser.end(), let status = response.status, status >= 200, status < 400 {
        finish(.success)
      } else {
        finish(.failure("Get \"\(url)\": EOF"))
      }
    }
    socket.send(request.serialized)
  }

  private func finish(_ outcome: ProbeRunner.Outcome) {
    let body = completion
    completion = nil
    body?(outcome)
  }
}
