/// Tells apart what stands in a command line or a shell script.
///
/// It follows the grammar as far as an eye needs: commands, options, quotes, variables, what joins
/// commands, here-documents. What `mysql` is given is read as SQL.
struct ShellTokens {
  private var code: CodeTokens
  /// Whether the next word is a command.
  private var isCommandNext = true
  /// What closes the substitutions that are open, and whether each stands in double quotes.
  private var open: [(end: UInt8, inQuotes: Bool)] = []
  /// The words that end the here-documents of this line, in order.
  private var documents: [(end: [UInt8], stripsTabs: Bool)] = []
  /// The last option that was read, when it wants a value.
  private var option: ArraySlice<UInt8> = []
  private var speaksSQL = false

  static func tokens(of text: String) -> [CodeToken] {
    var reader = ShellTokens(code: CodeTokens(text))
    while !reader.code.isAtEnd { reader.readOne() }
    reader.code.take(.plain)
    return reader.code.tokens
  }

  private static let reserved: Set<String> = [
    "if", "then", "elif", "else", "fi", "for", "while", "until", "do", "done", "case", "esac",
    "in", "function", "{", "}", "!",
  ]
  private static let commandFollows: Set<String> = [
    "if", "then", "elif", "else", "while", "until", "do", "{", "!",
  ]

  private mutating func readOne() {
    switch code.byte() {
    case 0x0A:
      code.place += 1
      code.take(.plain)
      readDocuments()
      begin()
    case 0x20, 0x09: code.skip { $0.isSpace }
    case 0x5C:
      code.place = min(code.place + 2, code.bytes.count)
    case UInt8(ascii: "#") where isWordStart: code.take(.comment) { $0 != 0x0A }
    case UInt8(ascii: "'"): readString()
    case UInt8(ascii: "\""): readDoubleQuotes()
    case UInt8(ascii: "$"): readExpansion()
    case UInt8(ascii: "`"): code.take(.mark, count: 1)
    case UInt8(ascii: ")"):
      code.take(.mark, count: 1)
      if let last = open.last, last.end == UInt8(ascii: ")") {
        open.removeLast()
        isCommandNext = false
        if last.inQuotes { readRestOfQuotes() }
      } else {
        begin()
      }
    case UInt8(ascii: "("), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: ";"):
      code.take(.mark) { "(|&;".utf8.contains($0) }
      begin()
    case UInt8(ascii: "<"), UInt8(ascii: ">"): readRedirection()
    default: readWord()
    }
  }

  private var isWordStart: Bool {
    code.place == 0 || code.byte(-1).isSpace || code.byte(-1) == 0x0A
      || ";|&(".utf8.contains(code.byte(-1))
  }

  private mutating func begin() {
    isCommandNext = true
    speaksSQL = false
    option = []
  }

  // MARK: Words

  private mutating func readWord() {
    let isStart = isWordStart
    let word = code.ahead { $0 == 0x0A || $0.isSpace || "|&;()<>'\"$`\\".utf8.contains($0) }
    let text = String(decoding: word, as: UTF8.self)
    if word.isEmpty {
      code.place += 1
    } else if !isStart {
      code.take(.plain, count: word.count)
    } else if isCommandNext, ShellTokens.reserved.contains(text) {
      code.take(.keyword, count: word.count)
      isCommandNext = ShellTokens.commandFollows.contains(text)
    } else if ["do", "done", "in", "then", "fi", "esac"].contains(text),
      isCommandNext || text == "in"
    {
      code.take(.keyword, count: word.count)
    } else if isCommandNext, let equals = assignment(word) {
      code.take(.key, count: equals)
      code.take(.mark, count: 1)
    } else if isCommandNext {
      code.take(.command, count: word.count)
      isCommandNext = false
    } else if word.first == UInt8(ascii: "-"), word.count > 1 {
      option = word
      code.take(.option, count: word.count)
    } else {
      code.take(.plain, count: word.count)
      option = []
    }
    if text == "mysql" { speaksSQL = true }
  }

  /// The length of the name in `name=value`.
  private func assignment(_ word: ArraySlice<UInt8>) -> Int? {
    guard let first = word.first, first.isLetter,
      let equals = word.firstIndex(of: UInt8(ascii: "=")),
      word[..<equals].allSatisfy({ $0.isLetter || $0.isDigit })
    else { return nil }
    return equals - word.startIndex
  }

  // MARK: Quotes

  private var givesStatement: Bool {
    speaksSQL
      && (option == ArraySlice("-e".utf8) || option == ArraySlice("-Ne".utf8)
        || option == ArraySlice("--execute".utf8) || option == ArraySlice("-sNe".utf8))
  }

  private mutating func readString() {
    isCommandNext = false
    let length = code.quotedLength(escapes: false)
    if givesStatement { readStatement(length) } else { code.take(.string, count: length) }
  }

  private mutating func readDoubleQuotes() {
    isCommandNext = false
    let length = code.quotedLength(escapes: true)
    let inside = code.bytes[code.place..<code.place + length]
    if givesStatement, !inside.contains(UInt8(ascii: "$")), !inside.contains(0x5C),
      !inside.contains(UInt8(ascii: "`"))
    {
      readStatement(length)
      return
    }
    code.take(.plain)
    code.place += 1
    readRestOfQuotes()
  }

  /// What `mysql` is to run, between its quotes.
  private mutating func readStatement(_ length: Int) {
    let end = code.place + length
    guard length > 1, code.bytes[end - 1] == code.byte() else {
      // Nothing closes the quote.
      code.take(.string, count: length)
      return
    }
    code.take(.string, count: 1)
    if end - 1 > code.place { code.take(SQLTokens.tokens(of: code.bytes[code.place..<end - 1])) }
    code.take(.string, count: end - code.place)
    option = []
  }

  /// The text from here to the closing double quote; a command that is put in is read as one.
  private mutating func readRestOfQuotes() {
    while !code.isAtEnd {
      switch code.byte() {
      case 0x5C: code.place = min(code.place + 2, code.bytes.count)
      case UInt8(ascii: "\""):
        code.place += 1
        code.take(.string)
        return
      case UInt8(ascii: "$"):
        code.take(.string)
        if code.isNext("$("), !code.isNext("$((") {
          code.take(.mark, count: 2)
          open.append((UInt8(ascii: ")"), true))
          begin()
          return
        }
        readVariable(.string)
      default: code.place += 1
      }
    }
    code.take(.string)
  }

  private mutating func readExpansion() {
    if code.isNext("$("), !code.isNext("$((") {
      code.take(.mark, count: 2)
      open.append((UInt8(ascii: ")"), false))
      begin()
    } else {
      readVariable(.plain)
      isCommandNext = false
    }
  }

  /// A variable; a dollar sign before something else belongs to what is around it.
  private mutating func readVariable(_ around: CodeToken.Kind) {
    code.take(around)
    if code.isNext("$((") {
      code.place += 3
      while !code.isAtEnd, !code.isNext("))") { code.place += 1 }
      code.place = min(code.place + 2, code.bytes.count)
      code.take(.variable)
    } else if code.isNext("${") {
      code.skip { $0 != UInt8(ascii: "}") && $0 != 0x0A }
      if !code.isAtEnd, code.byte() != 0x0A { code.place += 1 }
      code.take(.variable)
    } else if code.byte(1).isLetter {
      let name = code.bytes[(code.place + 1)...].prefix { $0.isLetter || $0.isDigit }
      code.take(.variable, count: name.count + 1)
    } else if code.byte(1).isDigit || "?!#@*$-".utf8.contains(code.byte(1)) {
      code.take(.variable, count: 2)
    } else {
      code.place += 1
    }
  }

  // MARK: Redirections

  private mutating func readRedirection() {
    guard code.isNext("<<"), !code.isNext("<<<") else {
      code.take(.mark) { "<>&|".utf8.contains($0) }
      return
    }
    let stripsTabs = code.isNext("<<-")
    code.take(.mark, count: stripsTabs ? 3 : 2)
    code.skip { $0.isSpace }
    let word = code.ahead { $0 == 0x0A || $0.isSpace || ";|&()<>".utf8.contains($0) }
    code.take(.mark, count: word.count)
    let end = word.filter { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") && $0 != 0x5C }
    documents.append((Array(end), stripsTabs))
    if speaksSQL { statementDocuments = true }
  }

  private var statementDocuments = false

  /// The texts that stand behind a line with `<<`.
  private mutating func readDocuments() {
    for document in documents {
      let first = code.place
      var line = code.ahead { $0 == 0x0A }
      while !code.isAtEnd, !isEnd(line, of: document) {
        code.skipLine()
        line = code.ahead { $0 == 0x0A }
      }
      let last = code.place
      code.place = first
      if statementDocuments {
        if last > first { code.take(SQLTokens.tokens(of: code.bytes[first..<last])) }
      } else {
        code.take(.string, count: last - first)
      }
      code.take(.mark, count: line.count)
    }
    documents = []
    statementDocuments = false
  }

  private func isEnd(
    _ line: ArraySlice<UInt8>, of document: (end: [UInt8], stripsTabs: Bool)
  ) -> Bool {
    (document.stripsTabs ? line.drop { $0 == 0x09 } : line).elementsEqual(document.end)
  }
}
