/// The line of an output that says what went wrong.
///
/// A shell drops the status of a command in a pipe, before `||` or in a substitution: what is
/// missing there is known by the words of the programs alone.
struct Complaint {
  /// The line.
  let line: String

  /// The first line in which a program says that it does not know or cannot do what it was told:
  /// no such command, option or image. Nil when there is none.
  init?(missingIn output: String) {
    for line in Complaint.lines(of: output) where Complaint.isAboutSomethingMissing(line) {
      self.line = String(line)
      return
    }
    return nil
  }

  /// What a command that failed said last, but for where to find help; first of all what it says
  /// is missing. Nil when it said nothing.
  init?(of output: String) {
    if let missing = Complaint(missingIn: output) {
      self = missing
      return
    }
    let lines = Complaint.lines(of: output)
    guard let last = lines.last(where: { !Complaint.isHint($0) }) ?? lines.last else { return nil }
    line = String(last)
  }

  private static func lines(of output: String) -> [Substring] {
    let text = output.utf8.prefix(Cause.maximumText)
    return text.split(separator: 0x0A).map { Substring(decoding: $0, as: UTF8.self) }
      .filter { !$0.isBlank }
  }

  private static func isHint(_ line: Substring) -> Bool {
    line.hasPrefix("Usage:")
      || line.contains("--help'") && line.contains(/^(?:\S+: )?(?:Run|See|Try|try) '/)
  }

  private static func isAboutSomethingMissing(_ line: Substring) -> Bool {
    let words = [
      "not found", "not supported here", "not simulated", "unknown", "unrecognized", "invalid",
      "pull access denied for", "The connection to the server localhost:8080 was refused",
    ]
    guard let word = words.first(where: { line.contains($0) }) else { return false }
    switch word {
    case "not found":
      return line.contains(/^(?:\S*\/)?(?:ba)?sh: .*: (?:command )?not found$/)
        || line.contains(/manifest for \S+ not found|executable file not found/)
    case "unknown", "unrecognized", "invalid":
      return line.contains(
        /^(?:[\w.-]+: )*(?:\[ERROR\] )?(?:unknown|unrecognized|invalid) (?:shorthand )?(?:command|flag|option|predicate)(?::| --| ["'`])/
      ) || line.contains(/^curl: option .*: is unknown$/)
    default: return true
    }
  }
}
