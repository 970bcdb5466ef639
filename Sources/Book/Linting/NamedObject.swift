public import Markdown

/// An object, a kind of objects or a file that a sentence of a chapter names between backticks.
public struct NamedObject: Hashable, Sendable {
  /// What stands between the backticks.
  public let text: String
  /// The words by which the chapter's scenarios may have it: its name, or those of its kind.
  public let words: [String]
  /// What it is.
  public let sort: Sort
  /// Where it stands, without the backticks.
  public let range: SourceRange

  /// What a text between backticks can name.
  public enum Sort: Hashable, Sendable {
    case object
    case kind
    case file
  }

  var isKind: Bool { sort == .kind }
}

extension NamedObject {
  /// The name without its number: `web` of `web-7`; nil for a name without one.
  static func stem(of name: String) -> String? {
    let digits = name.utf8.reversed().prefix { $0 >= 0x30 && $0 <= 0x39 }.count
    guard digits > 0, digits < 4, isName(name[...]) else { return nil }
    let stem = name.dropLast(digits)
    guard stem.utf8.last == UInt8(ascii: "-"), stem.utf8.count > 1 else { return nil }
    return String(stem.dropLast())
  }

  /// Whether a text can be the name of an object: lower-case letters, digits, hyphens and points,
  /// with a letter first and no hyphen or point last.
  static func isName(_ text: Substring) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    guard let first = text.utf8.first, let last = text.utf8.last, isLetter(first),
      isLetter(last) || isDigit(last), text.utf8.count <= 253
    else { return false }
    return text.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == 0x2D || $0 == 0x2E }
  }

  /// The ending of a text that can be the path of a file which a chapter writes: `yaml` of
  /// `conf/web.yaml`, also for `web.yml`. Nil for other texts, and for absolute paths: those are
  /// in containers.
  static func fileEnding(of text: some StringProtocol) -> String? {
    guard let name = text.split(separator: "/", omittingEmptySubsequences: false).last,
      text.utf8.first != UInt8(ascii: "/"), text.utf8.first != UInt8(ascii: "."),
      text.utf8.allSatisfy({ byte in
        byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39
          || "_.-/".utf8.contains(byte)
      }),
      let point = name.lastIndex(of: "."), point > name.startIndex
    else { return nil }
    let ending = name[name.index(after: point)...]
    return ending == "yml" ? "yaml" : fileEndings.contains(String(ending)) ? String(ending) : nil
  }

  private static let fileEndings: Set<String> = [
    "cfg", "cnf", "conf", "csv", "env", "html", "ini", "json", "properties", "py", "sh", "sql",
    "toml", "txt", "xml", "yaml",
  ]
}
