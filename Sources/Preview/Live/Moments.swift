import Synchronization

/// The moments at which there is something to look at while chapters run: one has ended, a file was
/// saved, or some time has gone by.
final class Moments: Sendable {
  /// One element for each moment, or for several that came while nobody looked.
  let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation
  private let haveFilesChanged = Atomic(false)

  init() {
    (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Makes a moment.
  func make() { continuation.yield() }

  /// Makes a moment because files were saved.
  func filesHaveChanged() {
    haveFilesChanged.store(true, ordering: .releasing)
    make()
  }

  /// Whether files were saved since this was asked last.
  func takeChange() -> Bool { haveFilesChanged.exchange(false, ordering: .acquiring) }

  /// Makes a moment each time that some time has gone by, until the task is cancelled.
  func tick(every time: Duration) async {
    while !Task.isCancelled {
      try? await Task.sleep(for: time)
      make()
    }
  }
}
