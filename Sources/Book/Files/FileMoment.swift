/// A moment between two operations on the disk, at which the program may be killed.
///
/// Whoever writes a file says when it has come to one. Tests end a program at each of them and look
/// at what is left.
enum FileMoment: String, CaseIterable, Sendable {
  case draftIsMade
  case draftIsWritten
  case draftIsOnDisk
  case fileIsReplaced
  case folderIsOnDisk
  case proposalIsRemoved

  /// Called at each moment of a task with the path that was changed; only tests set it.
  @TaskLocal static var watcher: (@Sendable (FileMoment, _ path: String) -> Void)?

  /// Says that an operation on a path has ended.
  func pass(_ path: String) { FileMoment.watcher?(self, path) }
}
