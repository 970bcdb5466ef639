import Markdown
import Mustache
import Scenes

/// What a book looks like: templates of pages, the words that they say, and files that are copied
/// to the site as they are.
///
/// It is made from files and checked as a whole; a theme with mistakes is not used.
public struct Theme: Sendable {
  /// The folder of a theme in a book.
  public static let folder = "site/"
  /// The language whose words are used where a theme has none in the book's own.
  public static let defaultLanguage = "en"

  /// What is wrong with the theme, in the order of reporting.
  public let diagnostics: [Diagnostic]
  /// The files that are copied to the site, by their paths there, in name order.
  public let copiedFiles: [(path: String, bytes: [UInt8])]

  /// The templates with the words of each language in them.
  private let libraries: [String: MustacheLibrary]
  private let words: [String: ThemeWords]

  /// A theme of these files, by their paths in its folder: `templates/page.mustache`,
  /// `words/en.yaml`, `style.css`.
  ///
  /// Files at the top of the folder are copied, except `README.md` and Swift files.
  public init(files: [String: [UInt8]]) {
    var diagnostics: [Diagnostic] = []
    var templates: [String: Template] = [:]
    var words: [String: ThemeWords] = [:]
    var copied: [(path: String, bytes: [UInt8])] = []
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      if let name = Theme.name(of: path, in: Template.folder, Template.ending) {
        templates[name] = Template(name: name, bytes)
      } else if let language = Theme.name(of: path, in: ThemeWords.folder, ThemeWords.ending) {
        words[language] = ThemeWords.read(bytes, language: language, &diagnostics)
      } else if Theme.isCopied(path) {
        copied.append((path, bytes))
      }
    }
    let english = words[Theme.defaultLanguage]
    let ownWords = ThemeWords.Key.allCases.map(\.rawValue) + ScenePhrase.allCases.map(\.rawValue)
    let keys = Set(ownWords + (english?.texts.keys.map { $0 } ?? [])).sorted()
    for language in words.keys.sorted() { words[language]?.check(keys, english, &diagnostics) }
    if english == nil {
      let file = Theme.folder + ThemeWords.folder + Theme.defaultLanguage + ThemeWords.ending
      diagnostics.append(Diagnostic(file: file, range: nil, "the theme has no words in English"))
    }
    diagnostics += TemplateCheck(templates, words: keys).diagnostics
    var libraries: [String: MustacheLibrary] = [:]
    var unread: Set<String> = []
    for (language, words) in words.sorted(by: { $0.key < $1.key }) {
      var library = MustacheLibrary()
      for name in templates.keys.sorted() {
        guard let template = templates[name], template.flaws.isEmpty else { continue }
        do {
          try library.register(template.text(saying: words), named: name)
        } catch {
          guard unread.insert(name).inserted else { continue }
          diagnostics.append(
            Diagnostic(
              file: template.file, range: nil, "the template `\(name)` cannot be read: \(error)"))
        }
      }
      libraries[language] = library
    }
    self.diagnostics = diagnostics.inReportingOrder
    self.libraries = libraries
    self.words = words
    copiedFiles = copied
  }

  /// The words in a language; those in English when the theme has none.
  func words(in language: String) -> ThemeWords {
    words[language] ?? words[Theme.defaultLanguage] ?? ThemeWords(language: language, texts: [:])
  }

  /// Whether the theme speaks a language.
  func speaks(_ language: String) -> Bool { words[language] != nil }

  /// A page of a kind, from a value for each of its keys.
  func page(_ kind: PageKind, _ values: [String: Any], in language: String) -> String {
    library(in: language).render(values, withTemplate: kind.template) ?? ""
  }

  /// The templates in a language, for parts of pages that are written once and shown often.
  func library(in language: String) -> MustacheLibrary {
    libraries[language] ?? libraries[Theme.defaultLanguage] ?? MustacheLibrary()
  }

  private static func name(of path: String, in folder: String, _ ending: String) -> String? {
    guard path.hasPrefix(folder), path.hasSuffix(ending) else { return nil }
    let name = path.dropFirst(folder.count).dropLast(ending.count)
    return name.isEmpty || name.contains("/") ? nil : String(name)
  }

  private static func isCopied(_ path: String) -> Bool {
    !path.contains("/") && path != "README.md" && !path.hasSuffix(".swift")
      && !path.hasPrefix(".")
  }
}
