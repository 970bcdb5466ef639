public import Scenes
public import Sessions

/// One command of a chapter, run: what the chapter says it prints, and what it printed.
public struct StepRun: Hashable, Sendable {
  /// The command and its recorded output, with their places in the chapter.
  public let step: Step
  /// What it did.
  public let recording: StepRecording
  /// The world behind it.
  public let scene: Scene
  /// Why it printed something else than recorded, when it did and anything is known.
  public let cause: String?

  /// A run as given; whether it passed follows from what it printed.
  public init(step: Step, recording: StepRecording, scene: Scene, cause: String?) {
    self.step = step
    self.recording = recording
    self.scene = scene
    self.cause = cause
  }

  /// What the command printed this time, and its exit status.
  public var actual: RecordedOutput {
    RecordedOutput(text: recording.output, status: Int(recording.exitStatus))
  }

  /// Whether it ran to its end and printed what the chapter says, byte for byte.
  ///
  /// A command that a translation reuses does the same in the original, and is judged there alone.
  public var passed: Bool {
    StepRun.passed(recording, as: step)
  }

  static func passed(_ recording: StepRecording, as step: Step) -> Bool {
    step.isReused
      || recording.failure == nil && Int(recording.exitStatus) == step.recorded.status
        && recording.output.utf8.elementsEqual(step.recorded.text.utf8)
  }

  /// The lines that only one of the two outputs has, the recorded one and the new one.
  static func differingLines(_ recording: StepRecording, from step: Step) -> [String] {
    LineDifference(old: step.recorded.text, new: recording.output).lines
      .filter { $0.kind != .same }.map(\.text)
  }

  /// The lines of the file, from 1, that the command and its recorded output take.
  public var lines: ClosedRange<Int> { step.lines }
}

extension Step {
  /// The lines of the file, from 1, that the command and its recorded output take.
  public var lines: ClosedRange<Int> {
    let last = region.firstLine + region.lineCount - 1
    return position.line...max(position.line + lineStarts.count - 1, last)
  }
}
