import Foundation

/// What a run proposes to write into a chapter: new outputs, one for each command that differs.
///
/// It is kept beside the book, so that what is accepted is what somebody was shown.
public struct Proposal: Codable, Hashable, Sendable {
  /// The chapter, as the book names it.
  public var file: String
  /// The text of the chapter that was run.
  public var text: Fingerprint
  /// The lines of claims that did not hold; with any, nothing is accepted.
  public var redClaims: [Int]
  /// One for each command that printed something else, in the order of the chapter.
  public var edits: [Edit]
  /// The lines at which the last test told of outputs that have been accepted since.
  public var acceptedLines: [Int]?

  /// The new output of one command.
  public struct Edit: Codable, Hashable, Sendable {
    /// The command's line, from 1, and the last line of its output.
    public var line: Int
    /// Where the last test told of it, when it stood there at another line: what was accepted
    /// since above it moved it.
    public var reportedLine: Int?
    /// The last line of the recorded output, from 1; ``line`` itself when none is recorded.
    public var lastLine: Int
    /// The command, as the chapter has it.
    public var command: String
    /// The bytes of the file that are replaced.
    public var offset: Int
    /// How many bytes; 0 where an output is put in.
    public var length: Int
    /// These bytes, and what takes their place.
    public var old: String
    /// What takes their place, with the indent and line ends of the chapter.
    public var new: String
    /// What the command printed, and its exit status.
    public var output: String
    /// The exit status, 0 to 255.
    public var status: Int
    /// Why it printed something else, when anything is known.
    public var cause: String?
  }

  /// Whether there is neither anything to accept nor a claim in the way.
  public var isEmpty: Bool { edits.isEmpty && redClaims.isEmpty }

  /// What a run proposes, possibly nothing; nil when the chapter was not run.
  public init?(_ run: ChapterRun) {
    let source = run.chapter.source
    var causes: [Int: String] = [:]
    for finding in run.findings(all: true) {
      causes[finding.lines.lowerBound] = FailureReport.visible(
        finding.causeOrOrigin, width: FailureReport.maximumCause)
    }
    edits = run.steps.filter { !$0.passed && $0.recording.failure == nil }.map { step in
      let region = step.step.region
      return Edit(
        line: step.lines.lowerBound, lastLine: step.lines.upperBound, command: step.step.command,
        offset: region.offsets.lowerBound, length: region.offsets.count,
        old: source.text(in: region.offsets),
        new: region.text(of: ConsoleText.lines(of: step.actual), in: source),
        output: step.recording.output, status: Int(step.recording.exitStatus),
        cause: causes[step.lines.lowerBound])
    }
    // A claim that a translation reuses is in the way of outputs of its own, and of no others.
    let isAlone = edits.isEmpty
    redClaims = run.redClaims.filter { !isAlone || !$0.assertion.isReused }
      .map(\.assertion.position.line)
    guard run.wasRun else { return nil }
    file = run.chapter.file
    text = Fingerprint(source.bytes)
  }

  /// What still waits when some of this has been accepted, with the lines of the last report.
  func rest(_ run: ChapterRun, accepted: [Edit]) -> Proposal? {
    guard var rest = Proposal(run) else { return nil }
    var before = edits.filter { !accepted.contains($0) }[...]
    for index in rest.edits.indices {
      guard let place = before.firstIndex(where: { $0.command == rest.edits[index].command })
      else { continue }
      let line = before[place].reportedLine ?? before[place].line
      if line != rest.edits[index].line { rest.edits[index].reportedLine = line }
      before = before[(place + 1)...]
    }
    rest.acceptedLines = (acceptedLines ?? []) + accepted.map { $0.reportedLine ?? $0.line }
    return rest
  }

  /// The edits at lines that a person names, who has them from the last report or sees them in
  /// the file as it is now; all of them without lines.
  ///
  /// Throws where these are different commands: accepting a wrong one is worse than asking.
  /// - Parameter shown: the chapter, as the person names it.
  public func edits(named lines: [Int]?, of shown: String) throws(Refusal) -> [Edit] {
    guard let lines, let acceptedLines else { return edits(at: lines) }
    var named: Set<Edit> = []
    for line in lines {
      let now = edits.filter { $0.line <= line && line <= $0.lastLine }
      let meant = Set(now + edits.filter { ($0.reportedLine ?? $0.line) == line })
      if meant.count > 1 || (!now.isEmpty && acceptedLines.contains(line)) {
        throw Refusal(
          "line \(line) of \(shown) is another command now than in the last report, because of "
            + "what was accepted since",
          help: "test the chapter again, or accept with -i, which asks for each output")
      }
      named.formUnion(meant)
    }
    return edits.filter { named.contains($0) }
  }

  /// The edits for the commands at the given lines of the chapter; all of them without lines.
  public func edits(at lines: [Int]?) -> [Edit] {
    guard let lines else { return edits }
    return edits.filter { edit in lines.contains { edit.line <= $0 && $0 <= edit.lastLine } }
  }
}

/// What tells whether a text is still the same one: its length and a hash of its bytes.
///
/// It guards against edits, not against an adversary: FNV-1a with 64 bits.
public struct Fingerprint: Codable, Hashable, Sendable {
  /// How many bytes the text has.
  public var length: Int
  /// The hash, in hexadecimal digits.
  public var hash: String

  /// The fingerprint of a text's bytes.
  public init(_ bytes: some Collection<UInt8>) {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes {
      value ^= UInt64(byte)
      value &*= 0x0000_0100_0000_01b3
    }
    length = bytes.count
    hash = String(value, radix: 16)
  }
}
