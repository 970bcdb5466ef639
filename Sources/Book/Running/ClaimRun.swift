public import Sessions

/// One line of a `check` fence, run: whether the claim holds.
public struct ClaimRun: Hashable, Sendable {
  /// The sentence and its command, with their places in the chapter.
  public let assertion: ClaimCheck.Assertion
  /// The claims of the book that the fence proves.
  public let claims: [String]
  /// What the command did.
  public let recording: StepRecording
  /// Why it does not hold, when it does not and anything is known.
  public let cause: String?
  /// What it ran last when it does not hold, with the values of its variables and substitutions:
  /// `test 2 = 3`. Nil when that says no more than the command itself.
  public let last: String?

  /// A run as given; whether it passed follows from the recording.
  public init(
    assertion: ClaimCheck.Assertion, claims: [String], recording: StepRecording, cause: String?,
    last: String? = nil
  ) {
    self.assertion = assertion
    self.claims = claims
    self.recording = recording
    self.cause = cause
    self.last = last
  }

  /// Whether the command ran to its end and exited 0.
  public var holds: Bool { ClaimRun.passed(recording) }

  /// Whether there is nothing to say of it: it holds, or a translation takes its command from the
  /// original, where it is judged.
  public var passed: Bool { assertion.isReused || holds }

  static func passed(_ recording: StepRecording) -> Bool {
    recording.failure == nil && recording.exitStatus == 0
  }

  /// The lines of the file, from 1, that the sentence and its command take.
  public var lines: ClosedRange<Int> {
    let more = assertion.isReused ? 0 : assertion.command.utf8.count { $0 == 0x0A }
    let last = assertion.commandPosition.line + more
    return assertion.position.line...max(assertion.position.line, last)
  }
}
