/// A test that names items, or a scenario that does.
struct Proof {
  /// The ids at the head of its name, in their order.
  var items: [String]
  /// The path of its file from the folder of the tests on.
  var file: String
  /// What it is called there: the function, or the first sentence of the `check` fence.
  var name: String

  /// A name that speaks of items where they do not count.
  struct Misplaced: CustomStringConvertible {
    var file: String
    var name: String
    var description: String {
      "\(file): \"\(name)\": ids stand at the head of a test's name, each by itself: \"S1, K2: …\""
    }
  }

  /// The ids at the head of a name, and what follows their colon.
  static func head(of name: Substring) -> (items: [String], rest: Substring) {
    guard let colon = name.firstIndex(of: ":") else { return ([], name) }
    let words = name[..<colon].split { $0 == " " || $0 == "," }
    guard !words.isEmpty, words.allSatisfy({ Item.isID($0) }) else { return ([], name) }
    return (words.map { String($0) }, name[name.index(after: colon)...])
  }

  /// Whether a text speaks of an item.
  static func mentionsItems(_ text: Substring) -> Bool {
    text.split { !$0.isLetter && !$0.isNumber }.contains { Item.isID($0) }
  }

  /// The proofs in a file of tests, and the names in it that speak of items in another place.
  static func read(swift text: String, file: String) -> (proofs: [Proof], misplaced: [Misplaced]) {
    var proofs: [Proof] = []
    var misplaced: [Misplaced] = []
    for mark in ["@Test(", "@Suite("] {
      for start in text.ranges(of: mark) {
        let rest = text[start.upperBound...].drop { $0.isWhitespace }
        guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { continue }
        let name = rest.dropFirst()[..<end]
        let head = mark == "@Test(" ? head(of: name) : (items: [], rest: name)
        if mentionsItems(head.rest) { misplaced.append(Misplaced(file: file, name: String(name))) }
        guard !head.items.isEmpty, let function = text[end...].firstRange(of: "func ") else {
          continue
        }
        let identifier = text[function.upperBound...].prefix { $0.isLetter || $0.isNumber }
        proofs.append(Proof(items: head.items, file: file, name: String(identifier)))
      }
    }
    return (proofs, misplaced)
  }

  /// The proofs of a scenario in Markdown: a `check` fence whose claims are items,
  /// ```` ```check claims=G2,S26 ````. Its name is its first sentence.
  static func read(markdown text: String, file: String) -> [Proof] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var proofs: [Proof] = []
    for (line, next) in zip(lines, lines.dropFirst()) where line.hasPrefix("```check ") {
      for word in line.split(separator: " ") where word.hasPrefix("claims=") {
        let items = word.dropFirst("claims=".count).split(separator: ",").map { String($0) }
        proofs.append(Proof(items: items, file: file, name: String(next.prefix { $0 != ":" })))
      }
    }
    return proofs
  }
}
