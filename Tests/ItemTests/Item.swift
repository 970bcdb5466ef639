/// Something that the simulated cluster has to do.
struct Item {
  /// A letter and a number: `S12`.
  var id: String
  var priority: Priority
  var statement: String
  /// The heading that it stands under.
  var section: String

  /// How soon it was needed; `leftOut` is not there on purpose.
  enum Priority: String {
    case first = "P0"
    case later = "P1"
    case leftOut = "P2"
  }

  /// What a text says that the list cannot hold.
  struct Mistake: Error {
    var line: String
  }

  /// Whether a word looks like the id of an item.
  static func isID(_ word: some StringProtocol) -> Bool {
    guard let letter = word.first, "SDNVEKGLMW".contains(letter) else { return false }
    let digits = word.dropFirst()
    return (1...2).contains(digits.count) && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// The items of a list in the format of `items.txt`, in its order.
  static func read(_ text: String) throws -> [Item] {
    var items: [Item] = []
    var section = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("## ") { section = String(line.dropFirst(3)) }
      if line.hasPrefix("#") { continue }
      let parts = line.split(separator: " ", maxSplits: 2)
      guard parts.count == 3, isID(parts[0]), let priority = Priority(rawValue: String(parts[1]))
      else { throw Mistake(line: String(line)) }
      items.append(
        Item(
          id: String(parts[0]), priority: priority, statement: String(parts[2]), section: section))
    }
    return items
  }
}
