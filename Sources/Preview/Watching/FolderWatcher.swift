import Foundation
import Glibc
import Synchronization

/// Tells when something in some folders changes. Linux's inotify.
///
/// Editors save in several steps: a new file beside the old one and a rename, or a cut and several
/// writes. What belongs together is told once, when it has come to rest.
final class FolderWatcher: Sendable {
  /// How long changes are waited for that belong together, in milliseconds.
  struct Patience {
    /// How long nothing must happen after a step that may not be the last.
    var settling: Int32 = 50
    /// How long nothing must happen after a file was closed or put in place: then it is whole, and
    /// what follows are other files.
    var settlingOfWholeFiles: Int32 = 4
    /// How long changes that never come to rest are waited for.
    var longest = 500
  }

  /// One element for each change, or for several that came while nobody looked.
  let changes: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation
  private let descriptor: Int32
  private let stopping: (read: Int32, write: Int32)
  private let patience: Patience
  private let folders: @Sendable () -> [String]
  private let changed: @Sendable () -> Void
  /// What the system calls the folders that are watched; nil after the end.
  private let watched = Mutex<Set<Int32>?>([])

  private static let mask = UInt32(
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_ATTRIB | IN_ONLYDIR)

  /// Watches folders, which are asked for again after each change: new ones may be among them.
  /// - Parameter changed: called at each change, also while nobody takes those of ``changes``.
  /// - Returns: nil where the system cannot watch.
  init?(
    patience: Patience = Patience(), folders: @escaping @Sendable () -> [String],
    changed: @escaping @Sendable () -> Void = {}
  ) {
    self.patience = patience
    self.changed = changed
    self.folders = folders
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      close(descriptor)
      return nil
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    stopping = (ends[0], ends[1])
    (changes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    _ = watch()
    let thread = Thread { [self] in run() }
    thread.name = "watcher"
    thread.start()
  }

  /// Ends the watching, and the stream of changes with it.
  func stop() {
    var byte: UInt8 = 0
    _ = write(stopping.write, &byte, 1)
  }

  /// Asks again which folders there are to watch. What happened in new ones before is unknown, so
  /// that they are a change.
  func renew() {
    if watch() { tell() }
  }

  /// A folder that is watched already stays so.
  /// - Returns: whether there are others.
  private func watch() -> Bool {
    let folders = folders()
    return watched.withLock { watched in
      guard let before = watched else { return false }
      for folder in folders {
        let number = inotify_add_watch(descriptor, folder, FolderWatcher.mask)
        if number >= 0 { watched?.insert(number) }
      }
      return watched != before
    }
  }

  private func run() {
    while wait(-1) == .changed {
      var isWhole = take()
      let start = ContinuousClock.now
      while ContinuousClock.now - start < .milliseconds(patience.longest) {
        let rest = isWhole ? patience.settlingOfWholeFiles : patience.settling
        let next = wait(rest)
        if next == .stopped { return finish() }
        if next == .quiet { break }
        isWhole = take()
      }
      // Files that were written into a new folder before it was watched are seen by who reads now.
      _ = watch()
      tell()
    }
    finish()
  }

  private func tell() {
    changed()
    continuation.yield()
  }

  private func finish() {
    continuation.finish()
    watched.withLock { watched in
      watched = nil
      close(descriptor)
    }
    close(stopping.read)
    close(stopping.write)
  }

  private enum Wakening { case changed, quiet, stopped }

  private func wait(_ milliseconds: Int32) -> Wakening {
    var watched = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: stopping.read, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let count = poll(&watched, 2, milliseconds)
      if count < 0 && errno == EINTR { continue }
      if count < 0 || watched[1].revents != 0 { return .stopped }
      return count == 0 ? .quiet : .changed
    }
  }

  /// Takes the events that are there.
  /// - Returns: whether the last of them leaves a file whole.
  private func take() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    var isWhole = false
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return isWhole }
      buffer.withUnsafeBytes { bytes in
        var offset = 0
        let head = MemoryLayout<inotify_event>.size
        while offset + head <= count {
          let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
          isWhole = event.mask & UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_ATTRIB) != 0
          offset += head + Int(event.len)
        }
      }
    }
  }
}
