import Markdown

/// A tag of a template: `{{name}}`, `{{#name}}` and so on.
struct TemplateTag {
  enum Kind {
    case escaped
    case unescaped
    case section
    case inverted
    case end
    case part
  }

  var kind: Kind
  var name: String
  /// Where it stands in the template, braces included.
  var offsets: Range<Int>
}

/// The tags of a template, with what cannot be read of them.
struct TemplateTags {
  private(set) var tags: [TemplateTag] = []
  private(set) var flaws: [(offsets: Range<Int>, summary: String)] = []

  private let bytes: [UInt8]

  /// Finds the tags of a template.
  ///
  /// Of Mustache a theme uses values, sections, parts and comments. What could hide a name from
  /// the check of names, such as other delimiters, is refused.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var index = 0
    while let start = self.bytes.position(of: "{{", from: index) {
      index = readTag(at: start)
    }
    matchSections()
  }

  /// Reads the tag that starts at an offset and returns where the text goes on.
  private mutating func readTag(at start: Int) -> Int {
    let isTriple = bytes[start...].starts(with: "{{{".utf8)
    let closing = isTriple ? "}}}" : "}}"
    guard let close = bytes.position(of: closing, from: start + 2) else {
      flaws.append((start..<bytes.count, "a tag that nothing closes"))
      return bytes.count
    }
    let end = close + closing.utf8.count
    let content = String(decoding: bytes[start + (isTriple ? 3 : 2)..<close], as: UTF8.self)
    let sign = content.utf8.first ?? 0x20
    if sign == UInt8(ascii: "!") { return end }
    let kind: TemplateTag.Kind
    switch (sign, isTriple) {
    case (_, true), (UInt8(ascii: "&"), _): kind = .unescaped
    case (UInt8(ascii: "#"), _): kind = .section
    case (UInt8(ascii: "^"), _): kind = .inverted
    case (UInt8(ascii: "/"), _): kind = .end
    case (UInt8(ascii: ">"), _): kind = .part
    default: kind = .escaped
    }
    let hasSign = kind != .escaped && !isTriple
    let name = (hasSign ? String(content.dropFirst()) : content).trimmingSpaces
    guard TemplateTags.isName(name) else {
      let tag = String(decoding: bytes[start..<end], as: UTF8.self)
      flaws.append((start..<end, "`\(tag)` is no tag that a theme can use"))
      return end
    }
    tags.append(TemplateTag(kind: kind, name: name, offsets: start..<end))
    return end
  }

  private static func isName(_ name: String) -> Bool {
    let letters = name.utf8
    return !letters.isEmpty && letters.first != UInt8(ascii: ".")
      && letters.last != UInt8(ascii: ".")
      && letters.allSatisfy {
        $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x41 && $0 <= 0x5A || $0 >= 0x30 && $0 <= 0x39
          || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
      }
  }

  private mutating func matchSections() {
    var open: [TemplateTag] = []
    for tag in tags {
      switch tag.kind {
      case .section, .inverted: open.append(tag)
      case .end:
        if open.last?.name == tag.name {
          open.removeLast()
        } else {
          flaws.append((tag.offsets, "`{{/\(tag.name)}}` closes no section"))
        }
      case .escaped, .unescaped, .part: break
      }
    }
    for tag in open {
      flaws.append((tag.offsets, "the section `\(tag.name)` is not closed"))
    }
  }
}

extension [UInt8] {
  /// The offset of the first occurrence of a text at or behind `start`.
  func position(of text: String, from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    var index = start
    while index + wanted.count <= count {
      if self[index] == wanted[0], self[index..<index + wanted.count].elementsEqual(wanted) {
        return index
      }
      index += 1
    }
    return nil
  }
}
