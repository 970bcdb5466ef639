import Mustache
import Synchronization

/// A list that many pages show, each of its items written once for all of them.
///
/// A book of a hundred chapters has a list of a hundred chapters on each of a hundred pages; they
/// differ only in which of them is the current one. So all are written once as another than the
/// current one, in the form that the template has for them, and on each page one is written anew.
final class RepeatedItems {
  private let items: [[String: Any]]
  private let shared: [String: Any]
  private let library: MustacheLibrary
  /// The forms by their texts. Pages are made side by side.
  private let forms = Mutex<[String: Form]>([:])

  /// The items in one form that a template has for them.
  private struct Form: Sendable {
    let template: MustacheTemplate
    let html: [String]
  }

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
    guard let form = form(of: text) else { return "" }
    var html = ""
    for index in items.indices {
      html += index == current ? write(index, isCurrent: true, form.template) : form.html[index]
    }
    return html
  }

  private func form(of text: String) -> Form? {
    if let known = forms.withLock({ $0[text] }) { return known }
    // The text is a section of a template that was read already, so it can be read again.
    guard let template = try? MustacheTemplate(string: text) else { return nil }
    let html = items.indices.map { write($0, isCurrent: false, template) }
    let form = Form(template: template, html: html)
    forms.withLock { $0[text] = form }
    return form
  }

  private func write(_ index: Int, isCurrent: Bool, _ template: MustacheTemplate) -> String {
    var values = shared
    for (key, value) in items[index] { values[key] = value }
    values["isCurrent"] = isCurrent
    return template.render(values, library: library)
  }
}

/// HTML that a template shows as it is.
struct WrittenHTML: CustomStringConvertible {
  let description: String

  init(_ html: String) { description = html }
}
