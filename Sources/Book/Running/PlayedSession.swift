import Sessions
import Simulation

/// A session of a chapter, and how far it is.
final class PlayedSession {
  let name: String
  let session: Session
  /// Up to which block of the chapter its files are written.
  var filesSeen: Int
  /// Whether a command printed something else than recorded.
  var differs: Bool
  /// Whether a command could not be run to its end, so that nothing more is run.
  var hasEnded: Bool
  /// Whether what can be seen in it is recorded.
  var isFilmed = false
  /// How many forks lie between it and a session that began as a new world.
  let depth: Int

  init(
    name: String, session: Session, filesSeen: Int = 0, differs: Bool = false,
    hasEnded: Bool = false, depth: Int = 0
  ) {
    self.name = name
    self.session = session
    self.filesSeen = filesSeen
    self.differs = differs
    self.hasEnded = hasEnded
    self.depth = depth
  }

  /// Why a command did what it did, as far as the world knows.
  /// - Parameters:
  ///   - lines: the lines of the output that differ, or the whole of what failed.
  ///   - texts: all else that may name what it is about, beside the output.
  func cause(
    of recording: StepRecording, differing lines: [String], about texts: [String] = []
  ) -> String? {
    let cause = Cause.sentence(
      of: recording, earlier: session.world.trace.entries, differing: lines,
      about: texts + [recording.output]
    ) { [session] subject in session.explanation(of: subject) }
    let lack = WorldLack(
      in: [recording.output, cause ?? ""], images: session.world.images,
      configuration: session.configuration)
    guard let sentence = lack?.sentence else { return cause }
    guard let cause, lack?.isWholeCause == false else { return sentence }
    return sentence + "; " + cause
  }

  /// What the command that was checked just now ran last, as `set -x` shows it. It is done again
  /// for that, in a copy of the session: nothing of it is left in this one.
  func last(of recording: StepRecording) -> String? {
    guard recording.failure == nil else { return nil }
    let copy = session.fork(at: session.history.count - 1)
    defer { copy.finish() }
    let lines = copy.check("set -x\n" + recording.command).output.split(separator: "\n")
    guard let last = lines.last(where: { $0.hasPrefix("+ ") })?.dropFirst(2) else { return nil }
    return recording.command.contains(last) ? nil : String(last)
  }
}
