import Simulation

/// A connection to a Redis that is opened when it is needed, and opened anew when it was lost.
final class RedisClient {
  /// Why there is no reply.
  struct Failure: Error {
    var reason: String
  }

  typealias Completion = (Result<RedisReply, Failure>) -> Void

  private unowned(unsafe) let process: Process
  private let host: String
  private let port: Int
  private let timeLimit: VirtualDuration
  private var socket: Socket?
  private var isConnecting = false
  /// Connections that were begun; an answer to an older one comes too late.
  private var attempt = 0
  private var reader = RedisReader()
  private var waiting: [(words: [String], completion: Completion)] = []
  private var sent: Queue<Completion> = Queue()
  private var timer: ScheduledEvent?

  init(_ process: Process, host: String, port: Int, timeLimit: VirtualDuration) {
    self.process = process
    self.host = host
    self.port = port
    self.timeLimit = timeLimit
  }

  /// Sends a command; `completion` is called once, later.
  func send(_ words: [String], _ completion: @escaping Completion) {
    if socket != nil {
      transmit(words, completion)
    } else {
      waiting.append((words, completion))
      connect()
    }
  }

  private func transmit(_ words: [String], _ completion: @escaping Completion) {
    sent.append(completion)
    socket?.send(RedisReply.request(words))
    watch()
  }

  /// Gives up when nothing is heard for the time limit.
  private func watch() {
    timer?.cancel()
    timer = nil
    guard isConnecting || !sent.isEmpty else { return }
    timer = process.schedule(after: timeLimit) { [unowned(unsafe) self] in
      lose("\(host):\(port) does not answer")
    }
  }

  private func connect() {
    guard !isConnecting else { return }
    isConnecting = true
    attempt += 1
    let number = attempt
    watch()
    let process = process
    process.world.network.lookUp(host, .address, from: process.host) { [self] result in
      guard process.isRunning, number == attempt, isConnecting else { return }
      guard let address = result.addresses.first else {
        return lose("\(host):\(port): Name or service not known")
      }
      process.connect(to: address, port: port) { [self] result in
        guard number == attempt, isConnecting else {
          if case .connected(let socket) = result { socket.close() }
          return
        }
        switch result {
        case .connected(let socket): begin(socket)
        case .refused: lose("\(host):\(port): Connection refused")
        case .unreachable: lose("\(host):\(port): Network is unreachable")
        }
      }
    }
  }

  private func begin(_ socket: Socket) {
    isConnecting = false
    self.socket = socket
    reader = RedisReader()
    socket.onReceive = { [unowned(unsafe) self] text in receive(text) }
    socket.onClose = { [unowned(unsafe) self] _ in lose("Server closed the connection") }
    let commands = waiting
    waiting = []
    for (words, completion) in commands { transmit(words, completion) }
    watch()
  }

  private func receive(_ text: String) {
    reader.feed(text)
    while let reply = reader.nextReply() {
      let completion = sent.popFirst()
      watch()
      completion?(.success(reply))
    }
    if let failure = reader.failure { lose(failure) }
  }

  /// The connection is of no use any more: everybody who waits hears so.
  private func lose(_ reason: String) {
    timer?.cancel()
    timer = nil
    isConnecting = false
    attempt += 1
    let lost = socket
    socket = nil
    lost?.onClose = nil
    lost?.close()
    var completions: [Completion] = []
    while let completion = sent.popFirst() { completions.append(completion) }
    completions += waiting.map { $0.completion }
    waiting = []
    for completion in completions { completion(.failure(Failure(reason: reason))) }
  }

  /// Ends the connection; nobody who waits hears of it.
  func close() {
    timer?.cancel()
    sent = Queue()
    waiting = []
    attempt += 1
    isConnecting = false
    socket?.onClose = nil
    socket?.close()
    socket = nil
  }
}
