import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// A server that listens on the loopback interface, and answers once somebody says how.
final class Listener: Sendable {
  let port: UInt16
  private let server: HTTPServer
  private let task: Task<String?, Never>
  private let handler: LateHandler
  private let answers: OpenAnswers

  /// Starts to listen.
  /// - Parameters:
  ///   - port: 0 for a free one.
  ///   - answers: what has to be over before the end.
  init(port: UInt16, answers: OpenAnswers = OpenAnswers()) async throws {
    self.answers = answers
    let handler = LateHandler()
    self.handler = handler
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: port), timeout: 600, logger: .disabled,
      handler: ClosureHTTPHandler { request in
        answers.begin().held(by: await handler.response(to: request))
      })
    self.server = server
    let failure = Failure()
    task = Task {
      do {
        try await server.run()
        return nil
      } catch {
        failure.note(error)
        return "\(error)"
      }
    }
    // Either it listens, or it ends with the reason why it cannot.
    let start = ContinuousClock.now
    while await !server.isListening {
      if let error = failure.error { throw error }
      guard ContinuousClock.now - start < .seconds(10) else { throw SocketError.disconnected }
      try await Task.sleep(for: .milliseconds(2))
    }
    guard case .ip4(_, let own)? = await server.listeningAddress else {
      throw SocketError.unsupportedAddress
    }
    self.port = own
  }

  var isListening: Bool { get async { await server.isListening } }

  /// Answers requests from now on, also those that came before.
  func answer(_ respond: @escaping @Sendable (HTTPRequest) async -> HTTPResponse) async {
    await handler.start(respond)
  }

  /// Waits for a task or for the end of the server.
  /// - Returns: why the server ended, when it did first.
  func firstOf(_ waiting: Task<Void, Never>) async -> String? {
    let server = task
    let (ends, continuation) = AsyncStream.makeStream(of: String?.self)
    let first = Task {
      await waiting.value
      continuation.yield(nil)
    }
    let second = Task { continuation.yield(await server.value ?? "it has ended") }
    defer {
      first.cancel()
      second.cancel()
    }
    for await end in ends { return end }
    return nil
  }

  /// Ends the server and its connections, at once when no request is being answered.
  /// - Parameter grace: how long what is being answered may take, in seconds.
  func stop(grace: TimeInterval = 1) async {
    await handler.end()
    // It closes the port first. Then it waits for connections, also for those on which nobody says
    // anything.
    let stopping = Task { await server.stop(timeout: grace) }
    Task {
      await answers.areOver()
      stopping.cancel()
    }
    await stopping.value
  }
}

/// Why a server ended, once it has.
private final class Failure: Sendable {
  private let noted = Mutex<(any Error)?>(nil)

  var error: (any Error)? { noted.withLock { $0 } }

  func note(_ error: any Error) { noted.withLock { $0 = error } }
}

/// Lets requests wait until there is somebody to answer them.
private actor LateHandler {
  private var respond: (@Sendable (HTTPRequest) async -> HTTPResponse)?
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func start(_ respond: @escaping @Sendable (HTTPRequest) async -> HTTPResponse) {
    self.respond = respond
    for continuation in waiting { continuation.resume() }
    waiting = []
  }

  /// Lets nobody wait any longer.
  func end() {
    if respond == nil { start { _ in HTTPResponse(statusCode: .serviceUnavailable) } }
  }

  nonisolated func response(to request: HTTPRequest) async -> HTTPResponse {
    await (await responder())(request)
  }

  private func responder() async -> @Sendable (HTTPRequest) async -> HTTPResponse {
    while true {
      if let respond { return respond }
      await withCheckedContinuation { waiting.append($0) }
    }
  }
}
