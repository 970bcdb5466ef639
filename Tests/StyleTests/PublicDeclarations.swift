import Foundation

/// What modules offer to others, as far as the text of their files tells it: where a declaration
/// stands, and whether a comment says what it promises.
///
/// A member that meets a requirement of a protocol needs no comment of its own: the requirement has
/// one. Neither do cases of enumerations, extensions, and what overrides something.
struct PublicDeclarations {
  /// A declaration of a file, also one that is not public.
  struct Declaration {
    var line: Int
    var indent: Int
    var modifiers: Set<Substring>
    var keyword: Substring
    var name: String
    /// The types behind the colon of a type, a protocol or an extension.
    var inherited: [String] = []
    /// The declaration that it stands in, by its place in the file.
    var outer: Int?
  }

  private static let standardRequirements: [String: Set<String>] = [
    "Equatable": ["=="], "Hashable": ["==", "hash"], "Comparable": ["<"],
    "CustomStringConvertible": ["description"], "Sequence": ["makeIterator"],
    "ExpressibleByStringLiteral": ["init"], "ExpressibleByIntegerLiteral": ["init"],
    "ExpressibleByBooleanLiteral": ["init"], "ExpressibleByArrayLiteral": ["init"],
    "ExpressibleByDictionaryLiteral": ["init"],
  ]

  /// What a conformance asks for, by the name of the protocol.
  private var requirements = standardRequirements
  private var inherited: [String: [String]] = [:]

  /// Reads the protocols of all modules: a type of one may conform to a protocol of another.
  init(protocolsOf files: [SourceTree.SourceFile]) {
    for file in files {
      let declarations = PublicDeclarations.declarations(of: file)
      for declaration in declarations {
        if declaration.keyword == "protocol" {
          inherited[declaration.name, default: []] += declaration.inherited
        } else if let outer = declaration.outer.map({ declarations[$0] }),
          outer.keyword == "protocol"
        {
          requirements[outer.name, default: []].insert(declaration.name)
        }
      }
    }
  }

  /// The public declarations of a module that no comment stands above, as `path:line: text`.
  func uncommented(in files: [SourceTree.SourceFile]) -> [String] {
    var conformances: [String: Set<String>] = [:]
    let read = files.map { ($0, PublicDeclarations.declarations(of: $0)) }
    for (_, declarations) in read {
      for declaration in declarations {
        conformances[declaration.name, default: []].formUnion(declaration.inherited)
      }
    }
    var result: [String] = []
    for (file, declarations) in read {
      let lines = file.lines
      for declaration in declarations {
        guard isOffered(declaration, declarations),
          !PublicDeclarations.hasComment(above: declaration.line, lines),
          !isWitness(declaration, declarations, conformances)
        else { continue }
        let text = lines[declaration.line].trimmingCharacters(in: .whitespaces)
        result.append("\(file.path):\(declaration.line + 1): \(text)")
      }
    }
    return result
  }

  private func isOffered(_ declaration: Declaration, _ all: [Declaration]) -> Bool {
    if declaration.keyword == "extension" || declaration.modifiers.contains("override") {
      return false
    }
    if !declaration.modifiers.isDisjoint(with: ["public", "open"]) { return true }
    guard let outer = declaration.outer.map({ all[$0] }) else { return false }
    return outer.keyword == "protocol" && outer.modifiers.contains("public")
  }

  private func isWitness(
    _ declaration: Declaration, _ all: [Declaration], _ conformances: [String: Set<String>]
  ) -> Bool {
    guard let outer = declaration.outer.map({ all[$0] }), outer.keyword != "protocol" else {
      return false
    }
    // The default of a requirement stands in an extension of the protocol itself.
    var protocols = conformances[outer.name] ?? []
    if outer.keyword == "extension" { protocols.insert(outer.name) }
    return protocols.contains { asks($0, for: declaration.name) }
  }

  private func asks(_ name: String, for member: String) -> Bool {
    requirements[name]?.contains(member) == true
      || inherited[name]?.contains { asks($0, for: member) } == true
  }

  /// Whether the lines above, those of attributes left out, are a doc comment.
  private static func hasComment(above line: Int, _ lines: [Substring]) -> Bool {
    for text in lines[..<line].reversed() {
      let words = text.drop { $0 == " " }
      if words.hasPrefix("///") { return true }
      if !words.hasPrefix("@") && !words.hasPrefix("//") { return false }
    }
    return false
  }

  private static let keywords: Set<Substring> = [
    "struct", "class", "enum", "protocol", "actor", "extension", "func", "init", "var", "let",
    "typealias", "subscript", "associatedtype",
  ]
  private static let modifiers: Set<Substring> = [
    "public", "open", "package", "internal", "fileprivate", "private", "static", "final",
    "override", "mutating", "nonmutating", "convenience", "required", "indirect", "lazy",
    "nonisolated", "consuming", "borrowing",
  ]
  private static let types: Set<Substring> = [
    "struct", "class", "enum", "protocol", "actor", "extension",
  ]

  /// The declarations of a file, in order. It is laid out by `swift format`, so what a declaration
  /// stands in is told by its indent.
  private static func declarations(of file: SourceTree.SourceFile) -> [Declaration] {
    var result: [Declaration] = []
    var open: [Int] = []
    var isInText = false
    let lines = file.lines
    for (number, line) in lines.enumerated() {
      if line.components(separatedBy: "\"\"\"").count % 2 == 0 { isInText.toggle() }
      if isInText || line.isEmpty { continue }
      guard var declaration = declaration(of: line, at: number) else { continue }
      while let last = open.last, result[last].indent >= declaration.indent { open.removeLast() }
      declaration.outer = open.last
      if types.contains(declaration.keyword) {
        declaration.inherited = inheritance(from: number, lines)
      }
      open.append(result.count)
      result.append(declaration)
    }
    return result
  }

  private static func declaration(of line: Substring, at number: Int) -> Declaration? {
    var rest = line.drop { $0 == " " }
    let indent = line.count - rest.count
    var found: Set<Substring> = []
    while true {
      let word = rest.prefix { $0.isLetter || $0 == "@" }
      var after = rest.dropFirst(word.count)
      if word.hasPrefix("@") || modifiers.contains(word) {
        var isWhole = true
        // `private(set)` and `@expose(wasm)`.
        if after.first == "(" {
          isWhole = false
          after = after.drop { $0 != ")" }.dropFirst()
        }
        guard after.first == " " else { return nil }
        if isWhole { found.insert(word) }
        rest = after.drop { $0 == " " }
        continue
      }
      if word == "class", ["func ", "var "].contains(where: { after.dropFirst().hasPrefix($0) }) {
        rest = after.dropFirst()
        continue
      }
      guard keywords.contains(word) else { return nil }
      if word == "init" || word == "subscript" {
        guard let next = after.first, "(?!<".contains(next) else { return nil }
        return Declaration(
          line: number, indent: indent, modifiers: found, keyword: word, name: String(word))
      }
      guard after.first == " " else { return nil }
      let text = after.drop { $0 == " " || $0 == "`" }
      var name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
      if name.isEmpty { name = text.prefix { "=<>+-*/".contains($0) } }
      let bare = name.split(separator: ".").last ?? name
      return Declaration(
        line: number, indent: indent, modifiers: found, keyword: word, name: String(bare))
    }
  }

  /// The names behind the colon of a type, up to its brace.
  private static func inheritance(from line: Int, _ lines: [Substring]) -> [String] {
    var head = ""
    for text in lines[line...].prefix(20) {
      head += text + " "
      if text.contains("{") { break }
    }
    head = String(head.prefix { $0 != "{" })
    var depth = 0
    var plain = ""
    for letter in head {
      if letter == "<" { depth += 1 }
      if depth == 0 { plain.append(letter) }
      if letter == ">" { depth -= 1 }
    }
    let declared = plain.components(separatedBy: " where ")[0]
    guard let colon = declared.firstIndex(of: ":") else { return [] }
    return declared[declared.index(after: colon)...].split(separator: ",").map {
      $0.trimmingCharacters(in: .whitespaces).split(separator: ".").last.map(String.init) ?? ""
    }
  }
}
