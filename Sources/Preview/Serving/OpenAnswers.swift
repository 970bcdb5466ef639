import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// The requests that are being answered, each until the last byte of its answer is on its way.
final class OpenAnswers: Sendable {
  private struct State {
    var count = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  func begin() -> OpenAnswer {
    state.withLock { $0.count += 1 }
    return OpenAnswer(among: self)
  }

  fileprivate func end() {
    let waiting = state.withLock { state in
      state.count -= 1
      guard state.count == 0 else { return [CheckedContinuation<Void, Never>]() }
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Waits until no request is being answered.
  func areOver() async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if state.count > 0 { state.waiting.append(continuation) }
        return state.count == 0
      }
      if isOver { continuation.resume() }
    }
  }
}

/// A request that is being answered: it is over when nobody holds this any more. The server lets go of
/// an answer when it has sent it, or when nobody takes it.
final class OpenAnswer: Sendable {
  private let all: OpenAnswers

  fileprivate init(among all: OpenAnswers) { self.all = all }

  deinit { all.end() }

  /// The same response, which holds this one; one of unknown length holds one of its own.
  func held(by response: HTTPResponse) -> HTTPResponse {
    guard case .httpBody(let body) = response.payload, let count = body.count else {
      return response
    }
    var held = response
    held.payload = .httpBody(
      HTTPBodySequence(from: HeldBody(body: body, answer: self), count: count))
    return held
  }
}

/// The body of a response, and what is over with it.
private struct HeldBody: AsyncBufferedSequence {
  typealias Element = UInt8
  let body: HTTPBodySequence
  let answer: OpenAnswer

  func makeAsyncIterator() -> Iterator {
    Iterator(pieces: body.makeAsyncIterator(), answer: answer)
  }

  struct Iterator: AsyncBufferedIteratorProtocol {
    var pieces: HTTPBodySequence.Iterator
    let answer: OpenAnswer
    var rest = Data()

    mutating func next() async throws -> UInt8? {
      if rest.isEmpty { rest = try await pieces.next() ?? Data() }
      return rest.popFirst()
    }

    mutating func nextBuffer(suggested count: Int) async throws -> Data? {
      guard !rest.isEmpty else { return try await pieces.next() }
      defer { rest = Data() }
      return rest
    }
  }
}
