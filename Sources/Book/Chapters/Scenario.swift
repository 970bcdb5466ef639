import Markdown

/// A scenario block: the commands of a `console` fence, with what they printed when recorded.
public struct Scenario: Hashable, Sendable {
  /// The name by which other blocks and pages refer to it: `id=`.
  public let id: String?
  /// The session in which it runs: `session=`, else the one that `from=` opens, else `main`.
  public let session: String
  /// The block behind which its session begins as a copy: `from=`. It stands earlier in the
  /// chapter and runs.
  public let from: String?
  /// How much of it the page shows at first.
  public let visibility: Visibility
  /// Whether long outputs are shown to their ends, and not folded: `whole`.
  public let isWhole: Bool
  /// What the page calls it: `title="…"`.
  public let title: String?
  /// Why it does not run: `norun="reason"`; nil when it runs.
  public let norun: String?
  /// The commands in order.
  public let steps: [Step]
  /// The code block.
  public let code: CodeBlock
  /// Where it is written, when a translation reuses it.
  public internal(set) var origin: BlockOrigin?
}

/// One command of a scenario block, and what it printed when recorded.
public struct Step: Hashable, Sendable {
  /// The command; its lines (`$ `, then `> `) are separated by line feeds, without a last one.
  public let command: String
  /// Where the command starts, behind the `$ `.
  public let position: SourcePosition
  /// Where each line of the command starts, behind the `$ ` or `> `.
  public let lineStarts: [SourcePosition]
  /// What the command printed, and its exit status.
  public let recorded: RecordedOutput
  /// The lines of the file in which that is written; an empty place for a command that is reused.
  public let region: OutputRegion
  /// Whether a translation takes it from its original. What it prints is compared there.
  public internal(set) var isReused = false
}

/// What a command printed, and its exit status.
public struct RecordedOutput: Hashable, Sendable {
  /// Standard output and standard error together, as they came.
  public var text: String
  /// The exit status.
  public var status: Int

  /// A command's output; without arguments, that of a command that is silent and succeeds.
  public init(text: String = "", status: Int = 0) {
    self.text = text
    self.status = status
  }
}

/// The whole lines of a file in which the output of one command stands, possibly none.
///
/// `accept` replaces these bytes and no others: `ConsoleText.lines(of:)` gives the new lines and
/// `text(of:in:)` puts the fence's prefix and the file's line endings around them.
public struct OutputRegion: Hashable, Sendable {
  /// The byte offsets, from the start of the first line to behind the last line's ending.
  public let offsets: Range<Int>
  /// The number of the first line, from 1.
  public let firstLine: Int
  /// The lines as they stand in the fence; none when nothing was recorded.
  public let lines: [String]
  /// What stands before the content of each line: the indentation or quote marks around the fence.
  public let prefix: String
  /// The file's line ending at this place.
  public let lineEnding: String

  /// How many lines there are.
  public var lineCount: Int { lines.count }

  /// The bytes for lines of content put in this place. A line that is there already stays as it is
  /// written, with its own line ending.
  public func text(of newLines: [String], in source: SourceText) -> String {
    // A quote mark swallows one space behind it, and an indentation without text is noise.
    let filled = prefix.hasSuffix(">") ? prefix + " " : prefix
    let empty = String(prefix.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    var text = ""
    for line in LineDifference(old: lines, new: newLines).lines where line.kind != .removed {
      if line.kind == .added {
        text += (line.text.isEmpty ? empty : filled + line.text) + lineEnding
      } else {
        let number = firstLine + line.oldNumber - 1
        text += source.text(
          in: source.lineStarts[number - 1]..<source.endOffset(ofLine: number))
      }
    }
    return text
  }
}
