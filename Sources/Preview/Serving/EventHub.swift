import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// Sends events to every page that listens: server-sent events.
final class EventHub: Sendable {
  private struct State {
    var listeners: [Int: AsyncStream<[UInt8]>.Continuation] = [:]
    var next = 0
    var isClosed = false
  }

  private let state = Mutex(State())
  private let answers: OpenAnswers

  /// - Parameter answers: where each response counts until it has ended.
  init(answers: OpenAnswers = OpenAnswers()) { self.answers = answers }

  /// A response that stays open and carries events, the given ones first.
  func response(first: [UInt8]) -> HTTPResponse {
    let (stream, continuation) = AsyncStream.makeStream(
      of: [UInt8].self, bufferingPolicy: .bufferingNewest(100))
    let id = state.withLock { state in
      state.next += 1
      if state.isClosed {
        continuation.finish()
      } else {
        state.listeners[state.next] = continuation
      }
      return state.next
    }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.listeners.removeValue(forKey: id) }
    }
    continuation.yield(first)
    return HTTPResponse(
      statusCode: .ok,
      headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
      body: HTTPBodySequence(from: EventBytes(stream: stream, answer: answers.begin())))
  }

  func send(_ bytes: [UInt8]) {
    let listeners = state.withLock { Array($0.listeners.values) }
    for listener in listeners { listener.yield(bytes) }
  }

  /// Ends all responses.
  func close() {
    let listeners = state.withLock { state in
      state.isClosed = true
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.finish() }
  }

  /// An event with JSON as its data.
  static func event(_ name: String, _ data: some Encodable) -> [UInt8] {
    let json = (try? JSONEncoder().encode(data)) ?? Data("{}".utf8)
    return Array("event: \(name)\ndata: ".utf8) + json + Array("\n\n".utf8)
  }

  /// A line that browsers pass over; writing it shows who has gone.
  static let pulse = Array(": still here\n\n".utf8)
}

/// The pieces of a stream as the body of a response.
private struct EventBytes: AsyncBufferedSequence {
  typealias Element = UInt8
  let stream: AsyncStream<[UInt8]>
  let answer: OpenAnswer

  func makeAsyncIterator() -> Iterator { Iterator(pieces: stream.makeAsyncIterator()) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    var pieces: AsyncStream<[UInt8]>.Iterator
    var rest: ArraySlice<UInt8> = []

    mutating func next() async -> UInt8? {
      if rest.isEmpty { rest = (await pieces.next() ?? [])[...] }
      return rest.popFirst()
    }

    mutating func nextBuffer(suggested count: Int) async -> [UInt8]? {
      if !rest.isEmpty {
        defer { rest = [] }
        return Array(rest)
      }
      return await pieces.next()
    }
  }
}
