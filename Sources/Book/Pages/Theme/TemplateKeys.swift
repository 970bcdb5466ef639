/// What a template may name, by its name.
typealias TemplateKeys = [String: TemplateShape]

/// What stands behind a name in a template.
indirect enum TemplateShape: Sendable {
  /// A text, escaped where it is shown; or false, as a section that is left out.
  case text
  /// HTML of the book's own renderer.
  case html
  /// Whether something is so.
  case flag
  /// Values with names of their own; or false, as a section that is left out.
  case group(TemplateKeys)
  /// Things in order, each with names of its own.
  case list(TemplateKeys)
  /// Like a list, but its items look alike on many pages, and are written once for all of them:
  /// around them only the keys are known that are the same on all pages of a folder.
  case repeated(TemplateKeys)
}

/// The templates that a theme has to have, and the keys that each is given: the contract that
/// `site/README.md` tells.
enum PageKind: String, CaseIterable {
  case chapter = "page"
  case index
  case claims
  case printed = "print"
  case missing = "404"
  case moved

  /// The name of the template.
  var template: String { rawValue }

  /// What the template may name.
  /// - Parameter words: the words that the theme has.
  func keys(words: some Sequence<String>) -> TemplateKeys {
    var keys = PageKind.sharedKeys(words: words)
    for (name, shape) in PageKind.keysOfEveryPage { keys[name] = shape }
    for (name, shape) in ownKeys { keys[name] = shape }
    return keys
  }

  /// The keys whose values are the same on all pages of a folder.
  static func sharedKeys(words: some Sequence<String>) -> TemplateKeys {
    [
      "language": .text, "bookTitle": .text, "root": .text, "home": .text, "claimsURL": .text,
      "glossaryURL": .text, "printURL": .text, "searchIndex": .text,
      "words": .group(TemplateKeys(words.map { ($0, .text) }, uniquingKeysWith: { a, _ in a })),
    ]
  }

  private static let keysOfEveryPage: TemplateKeys = [
    "title": .text, "summary": .text, "canonical": .text, "address": .text,
    "languages": .list(["code": .text, "name": .text, "url": .text, "isCurrent": .flag]),
    "chapters": .repeated([
      "title": .text, "url": .text, "summary": .text, "number": .text, "isCurrent": .flag,
    ]),
  ]

  private var ownKeys: TemplateKeys {
    switch self {
    case .chapter:
      [
        "article": .html, "label": .text, "hasSections": .flag,
        "sections": .list(["id": .text, "title": .text]),
        "previous": .group(["title": .text, "url": .text]),
        "next": .group(["title": .text, "url": .text]),
      ]
    case .index:
      [
        "introduction": .html, "claimsSummary": .text,
        "first": .group(["title": .text, "url": .text]),
      ]
    case .printed:
      [
        "articles": .list([
          "id": .text, "label": .text, "title": .text, "summary": .text, "article": .html,
        ])
      ]
    case .claims:
      [
        "claimsSummary": .text,
        "claims": .list([
          "id": .text, "text": .html, "isProved": .flag,
          "proofs": .list(["title": .text, "url": .text]),
        ]),
      ]
    case .missing: [:]
    case .moved: ["target": .text]
    }
  }
}
