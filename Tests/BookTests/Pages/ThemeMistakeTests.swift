import Scenes
import StandardTheme
import Testing

@testable import Book

@Suite struct ThemeMistakeTests {
  private func mistakes(_ changes: [String: String?]) -> [Diagnostic] {
    var files = ThemeFiles.all
    for (path, text) in changes { files[path] = text.map { Array($0.utf8) } }
    return Theme(files: files).diagnostics
  }

  @Test func theStandardThemeHasNoMistakes() {
    #expect(Theme(files: ThemeFiles.all).diagnostics.isEmpty)
  }

  @Test func anUnknownKeyIsNamedWithItsTemplateAndPlace() throws {
    let found = mistakes(["templates/footer.mustache": "<footer>\n<p>{{words.producd}}</p>"])
    let mistake = try #require(found.first)
    #expect(mistake.file == "site/templates/footer.mustache")
    #expect(mistake.line == 2 && mistake.column == 4)
    #expect(mistake.summary == "the template `footer` names an unknown key `words.producd`")
    #expect(mistake.suggestion == "did you mean `produced`?")
    #expect(SampleBook("").site(theme: Theme(files: [:])).files.isEmpty)
  }

  @Test(arguments: [
    ("{{titel}}", "unknown key `titel`"), ("{{#sektions}}{{/sektions}}", "unknown key `sektions`"),
    ("{{^nothing}}{{/nothing}}", "unknown key `nothing`"),
    ("{{#previous}}{{chapter}}{{/previous}}", "unknown key `chapter`"),
    ("{{title.length}}", "unknown key `title.length`"),
    ("{{sections.title}}", "unknown key `sections.title`"),
    ("{{#chapters}}{{article}}{{/chapters}}", "unknown key `article`"),
    ("{{> fotter}}", "includes `fotter`, which the theme does not have"),
    ("{{> page}}", "includes itself"), ("{{article}}", "escapes `article`"),
    ("{{{title}}}", "does not escape `title`"), ("{{&title}}", "does not escape `title`"),
    ("{{sections}}", "shows `sections`, which is no text"),
    ("{{^chapters}}{{/chapters}}", "asks whether `chapters` is empty"),
    ("{{#article}}{{/article}}", "section for `article`, which is HTML"),
    ("{{=<% %>=}}", "is no tag that a theme can use"), ("{{.}}", "is no tag"),
    ("{{upper(title)}}", "is no tag"), ("{{}}", "is no tag"), ("{{title", "that nothing closes"),
    ("{{{title}}", "that nothing closes"), ("{{#summary}}", "the section `summary` is not closed"),
    ("{{/summary}}", "closes no section"),
    ("{{#summary}}{{#title}}{{/summary}}{{/title}}", "closes no section"),
  ])
  func whatATemplateMustNotSay(_ text: String, _ summary: String) {
    let found = mistakes(["templates/page.mustache": text])
    #expect(found.contains { $0.summary.contains(summary) }, "\(found.map(\.summary))")
    #expect(found.allSatisfy { $0.file == "site/templates/page.mustache" && $0.line == 1 })
  }

  @Test(arguments: [
    "{{title}}", "{{ title }}", "{{! {{anything} at all }}", "{{#title}}{{title}}{{/title}}",
    "{{#next}}{{title}}{{bookTitle}}{{/next}}", "{{{article}}}", "{{& article }}", "{ {x} }", "",
    "{{#chapters}}{{words.next}}{{root}}{{summary}}{{/chapters}}", "{{>footer}}",
  ])
  func whatATemplateMaySay(_ text: String) {
    #expect(mistakes(["templates/page.mustache": text]) == [])
  }

  @Test func aMissingTemplateOrWordIsNamed() {
    #expect(
      mistakes(["templates/claims.mustache": nil]).map(\.summary)
        == ["the theme has no template `claims`"])
    let words = String(decoding: ThemeFiles.all["words/vi.yaml"]!, as: UTF8.self)
    let found = mistakes(["words/vi.yaml": words.replacing("\ncopied: ", with: "\nkopied: ")])
    #expect(found.map(\.summary) == ["the words in `vi` have no `copied`"])
    #expect(found.map(\.suggestion) == ["is it written `kopied`?"])
    #expect(mistakes(["words/vi.yaml": "a: [\n"]).contains { $0.summary.contains("not YAML") })
    #expect(mistakes(["words/vi.yaml": "- a\n"]).contains { $0.summary.contains("mapping") })
  }

  @Test func everyWordIsUsed() {
    var used = Set(
      ThemeWords.Key.allCases.map(\.rawValue) + ScenePhrase.allCases.map(\.rawValue))
    for (path, bytes) in ThemeFiles.all where path.hasPrefix("templates/") {
      for tag in TemplateTags(bytes).tags where tag.name.hasPrefix("words.") {
        used.insert(String(tag.name.dropFirst(6)))
      }
    }
    var diagnostics: [Diagnostic] = []
    for language in ["en", "vi"] {
      let bytes = ThemeFiles.all["words/\(language).yaml"]!
      let words = ThemeWords.read(bytes, language: language, &diagnostics)
      #expect(words.texts.keys.sorted() == used.sorted(), "\(language)")
    }
  }

  @Test func placesInSentencesAreFilledIn() {
    let words = ThemeWords(
      language: "en", texts: ["notRun": "{reason}: {x} {reason} {", "tip": ""])
    #expect(words.text(.notRun, [("reason", "{reason}")]) == "{reason}: {x} {reason} {")
    #expect(words.text(.tip, []) == "")
  }
}
