import Markdown

/// Compares what templates name with what pages are given.
///
/// Mustache shows nothing for a name that it does not know. Here that is a mistake of the theme,
/// found before any page is written, also in a section that no page of this book shows.
struct TemplateCheck {
  private let templates: [String: Template]
  private let words: [String]
  private(set) var diagnostics: [Diagnostic] = []

  /// How deep parts may include one another.
  private static let maximumDepth = 16

  /// Checks the templates of all kinds of pages, with the parts that they include.
  init(_ templates: [String: Template], words: [String]) {
    self.templates = templates
    self.words = words
    for name in templates.keys.sorted() {
      guard let template = templates[name] else { continue }
      for flaw in template.flaws { report(template, flaw.offsets, flaw.summary) }
    }
    for kind in PageKind.allCases {
      guard let template = templates[kind.template] else {
        diagnostics.append(
          Diagnostic(
            file: Template.file(kind.template), range: nil,
            "the theme has no template `\(kind.template)`"))
        continue
      }
      var walk = Walk(page: kind.template, scopes: [kind.keys(words: words)])
      check(template, &walk)
    }
    diagnostics = diagnostics.inReportingOrder
  }

  /// Where a check stands: the keys of the sections around, the innermost last.
  private struct Walk {
    let page: String
    var scopes: [TemplateKeys]
    var depth = 0
  }

  private mutating func check(_ template: Template, _ walk: inout Walk) {
    guard template.flaws.isEmpty else { return }
    var outer: [[TemplateKeys]] = []
    for tag in template.tags {
      switch tag.kind {
      case .escaped, .unescaped: checkValue(tag, template, walk)
      case .section, .inverted:
        outer.append(walk.scopes)
        switch shape(of: tag, template, walk) {
        case .group(let keys)?, .list(let keys)?:
          if tag.kind == .section { walk.scopes.append(keys) }
        case .repeated(let keys)?:
          if tag.kind == .section {
            walk.scopes = [PageKind.sharedKeys(words: words), keys]
          } else {
            report(
              template, tag.offsets,
              "the template `\(template.name)` asks whether `\(tag.name)` is empty",
              "`\(tag.name)` is never empty")
          }
        case .html?:
          report(
            template, tag.offsets,
            "the template `\(template.name)` has a section for `\(tag.name)`, which is HTML")
        case .text?, .flag?, nil: break
        }
      case .end: walk.scopes = outer.removeLast()
      case .part: checkPart(tag, template, &walk)
      }
    }
  }

  private mutating func checkPart(_ tag: TemplateTag, _ template: Template, _ walk: inout Walk) {
    guard let part = templates[tag.name] else {
      report(
        template, tag.offsets,
        "the template `\(template.name)` includes `\(tag.name)`, which the theme does not have",
        suggestion: Spelling.offer(Spelling.nearest(to: tag.name, among: templates.keys.sorted())))
      return
    }
    guard walk.depth < TemplateCheck.maximumDepth else {
      report(template, tag.offsets, "the template `\(template.name)` includes itself")
      return
    }
    walk.depth += 1
    check(part, &walk)
    walk.depth -= 1
  }

  private mutating func checkValue(_ tag: TemplateTag, _ template: Template, _ walk: Walk) {
    switch (shape(of: tag, template, walk), tag.kind) {
    case (.text?, .unescaped):
      report(
        template, tag.offsets, "the template `\(template.name)` does not escape `\(tag.name)`",
        "it is text, perhaps with `<` in it", suggestion: "write `{{\(tag.name)}}`")
    case (.html?, .escaped):
      report(
        template, tag.offsets, "the template `\(template.name)` escapes `\(tag.name)`",
        "it is HTML", suggestion: "write `{{{\(tag.name)}}}`")
    case (.flag?, _), (.list?, _), (.repeated?, _), (.group?, _):
      report(
        template, tag.offsets,
        "the template `\(template.name)` shows `\(tag.name)`, which is no text",
        suggestion: "write `{{#\(tag.name)}}…{{/\(tag.name)}}`")
    case (.text?, _), (.html?, _), (nil, _): break
    }
  }

  /// What a tag names; nil, and reported, when nothing has the name here.
  private mutating func shape(
    of tag: TemplateTag, _ template: Template, _ walk: Walk
  ) -> TemplateShape? {
    var scopes = walk.scopes
    var shape: TemplateShape?
    for part in tag.name.split(separator: ".", omittingEmptySubsequences: false) {
      shape = scopes.last { $0[String(part)] != nil }?[String(part)]
      guard shape != nil else {
        let known = Set(scopes.flatMap(\.keys)).sorted()
        report(
          template, tag.offsets,
          "the template `\(template.name)` names an unknown key `\(tag.name)`",
          "on a page `\(walk.page)` there are " + known.map { "`\($0)`" }.joined(separator: ", "),
          suggestion: Spelling.offer(Spelling.nearest(to: String(part), among: known)))
        return nil
      }
      if case .group(let keys)? = shape { scopes = [keys] } else { scopes = [] }
    }
    return shape
  }

  private mutating func report(
    _ template: Template, _ offsets: Range<Int>, _ summary: String, _ explanation: String? = nil,
    suggestion: String? = nil
  ) {
    // A part of many pages is looked at for each of them.
    let place = template.source.range(offsets)
    guard
      !diagnostics.contains(where: {
        $0.file == template.file && $0.line == place.start.line
          && $0.column == place.start.column && $0.summary == summary
      })
    else { return }
    diagnostics.append(
      Diagnostic(
        file: template.file, range: place, summary,
        explanation: explanation, suggestion: suggestion))
  }
}
