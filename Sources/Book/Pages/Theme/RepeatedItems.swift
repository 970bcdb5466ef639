import Mustache

/// A list that many pages show, each of its items written once for all of them.
///
/// A book of a hundred chapters has a list of a hundred chapters on each of a hundred pages; they
/// differ only in which of them is the current one. An item is written twice, once as the current
/// one and once as another, in the form that the template has for it.
final class RepeatedItems {
  private let items: [[String: Any]]
  private let shared: [String: Any]
  private let library: MustacheLibrary
  private var written: [String: [(other: String, current: String)]] = [:]

  /// - Parameters:
  ///   - items: the values of each item, without `isCurrent`.
  ///   - shared: the values that are known around them.
  init(_ items: [[String: Any]], shared: [String: Any], library: MustacheLibrary) {
    self.items = items
    self.shared = shared
    self.library = library
  }

  /// The list as a value for a template, on the page of the item with this index.
  func value(current: Int? = nil) -> MustacheLambda {
    MustacheLambda { [self] text in WrittenHTML(html(of: text, current: current)) }
  }

  private func html(of text: String, current: Int?) -> String {
    let items = items(of: text)
    var html = ""
    for (index, item) in items.enumerated() {
      html += index == current ? item.current : item.other
    }
    return html
  }

  private func items(of text: String) -> [(other: String, current: String)] {
    if let known = written[text] { return known }
    // The text is a section of a template that was read already, so it can be read again.
    guard let template = try? MustacheTemplate(string: text) else { return [] }
    let new = items.map { item in
      var values = shared
      for (key, value) in item { values[key] = value }
      values["isCurrent"] = false
      let other = template.render(values, library: library)
      values["isCurrent"] = true
      return (other, template.render(values, library: library))
    }
    written[text] = new
    return new
  }
}

/// HTML that a template shows as it is.
struct WrittenHTML: CustomStringConvertible {
  let description: String

  init(_ html: String) { description = html }
}
