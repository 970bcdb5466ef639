import Markdown

extension FenceReader {
  private static let quotes = "“”„‟«»‹›‘’‚‛"
  /// Texts that are lists or paths: a word behind them belongs to them only behind a comma.
  private static let lists = ["claims", "kinds", "file", "of"]

  /// The attributes without those whose values should be quoted. Each of these is reported once,
  /// together with the words behind it that belong to its value, and its name is in `spread`.
  mutating func withoutSpreadValues(
    _ info: InfoString, _ rules: [AttributeRule]
  ) -> (kept: [InfoString.Attribute], spread: Set<String>) {
    let all = info.attributes
    var kept: [InfoString.Attribute] = []
    var spread: Set<String> = []
    var index = 0
    while index < all.count {
      let attribute = all[index]
      guard let last = lastWord(ofValueAt: index, in: all, rules) else {
        kept.append(attribute)
        index += 1
        continue
      }
      spread.insert(attribute.name)
      reportSpread(attribute, to: all[last])
      index = last + 1
    }
    return (kept, spread)
  }

  /// The index of the last word of a value that should be quoted; nil when it need not be.
  private func lastWord(
    ofValueAt index: Int, in all: [InfoString.Attribute], _ rules: [AttributeRule]
  ) -> Int? {
    let attribute = all[index]
    guard let value = attribute.value, let first = value.first,
      source.bytes[attribute.valueRange.start.offset - 1] != UInt8(ascii: "\"")
    else { return nil }
    let behind = all[(index + 1)...].prefix { $0.value == nil }
    let names = Set(rules.map(\.name))
    let flags = rules.filter { $0.value == .flag }.map(\.name)
    let lastUnknown = behind.lastIndex {
      // A misspelt flag is one.
      !names.contains($0.name) && Spelling.nearest(to: $0.name, among: flags) == nil
    }
    if FenceReader.quotes.contains(first) {
      if let end = value.last, value.count > 1, FenceReader.quotes.contains(end) { return index }
      let closing = behind.firstIndex { $0.name.last.map(FenceReader.quotes.contains) ?? false }
      return closing ?? lastUnknown ?? index
    }
    if first == "'" {
      if value.count > 1, value.last == "'" { return index }
      if let closing = behind.firstIndex(where: { $0.name.last == "'" }) { return closing }
    }
    guard rules.first(where: { $0.name == attribute.name })?.value == .text,
      value.last == "," || !FenceReader.lists.contains(attribute.name)
    else { return nil }
    return lastUnknown
  }

  private mutating func reportSpread(
    _ attribute: InfoString.Attribute, to last: InfoString.Attribute
  ) {
    let start = attribute.valueRange.start
    let range = SourceRange(start, last.range.end)
    var text = Substring(source.text(in: range.offsets))
    let opening = text.first.map { FenceReader.quotes.contains($0) || $0 == "'" } ?? false
    let quote = text.first.map(String.init) ?? ""
    if opening {
      text.removeFirst()
      if let end = text.last, FenceReader.quotes.contains(end) || end == "'" { text.removeLast() }
    }
    let name = attribute.name
    mistakes.error(
      range,
      opening && quote != "'" || opening && last.range == attribute.range
        ? "`\(quote)` does not quote the value of `\(name)`"
        : "the value of `\(name)` has spaces and is not quoted",
      help: "write `\(name)=\"\(text.replacing("\"", with: "\\\""))\"`")
  }
}
