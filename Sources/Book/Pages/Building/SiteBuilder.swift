import Markdown
import Scenes

/// Makes the pages of a site, one kind after the other.
struct SiteBuilder: Sendable {
  private(set) var site: Site

  let contents: BookContents
  let theme: Theme
  let addresses: SiteAddresses
  let fences: [FenceRenderer]
  /// Pictures that were drawn before.
  let memory: PictureMemory?
  let runs: [String: ChapterRun]
  private let claimTable: ClaimTable
  /// The sentences of claims by their ids, for each language.
  let claimTexts: [String: [String: Markup]]
  /// What the terms of glossaries mean, by the file of the chapter and the id of the term.
  let terms: [String: [String: String]]
  /// For each claim the checks that name it, in the order of the chapters.
  private var proofs: [String: [ClaimProof]] = [:]

  private var folders: [String: PageValues] = [:]

  /// A check that proves a claim.
  struct ClaimProof {
    let chapter: Chapter
    let page: String
    let anchor: String
    let holds: Bool
  }

  init(
    _ contents: BookContents, _ run: BookRun, theme: Theme, fences: [FenceRenderer], site: Site,
    memory: PictureMemory? = nil
  ) {
    self.contents = contents
    self.memory = memory
    self.theme = theme
    self.fences = fences
    self.site = site
    addresses = SiteAddresses(contents)
    runs = Dictionary(
      run.chapters.map { ($0.chapter.file, $0) }, uniquingKeysWith: { first, _ in first })
    var terms: [String: [String: String]] = [:]
    for chapter in contents.chapters {
      for case .plugin(let fence) in chapter.blocks {
        for anchor in fence.anchors {
          if let text = anchor.definition { terms[chapter.file, default: [:]][anchor.id] = text }
        }
      }
    }
    self.terms = terms
    claimTable = ClaimTable(contents.claims, run)
    claimTexts = Dictionary(
      uniqueKeysWithValues: addresses.languages.map { language in
        let texts = contents.claims.claims.map { claim in
          (claim.id, InlineText.markup(contents.text(of: claim, in: language)))
        }
        return (language, Dictionary(texts, uniquingKeysWith: { first, _ in first }))
      })
  }

  /// Makes all pages, then adds the files that they refer to.
  mutating func build(_ file: (String) -> [UInt8]?) {
    checkLanguages()
    var carried: Set<String> = []
    for language in addresses.languages {
      let index = addresses.index(in: language)
      let folder = values(in: language, beside: index)
      let chapters = addresses.chapters(in: language)
      let printed = addresses.print(in: language)
      let names = Dictionary(
        chapters.map {
          (SitePath.relative(from: printed, to: SiteAddresses.page(of: $0)), $0.slug)
        }, uniquingKeysWith: { first, _ in first })
      let drawing = self
      let drawn = chapters.indices.concurrentMap {
        drawing.draw($0, in: folder, namesInPrint: names)
      }
      for chapter in drawn { add(chapter, file, &carried) }
      addIndex(at: index, in: language, canonical: nil)
      addPrintedPage(of: drawn, in: language)
      addSearchIndex(of: drawn, in: language)
      addRedirects(in: language)
    }
    for language in addresses.languages where !contents.claims.claims.isEmpty {
      addClaims(in: language)
    }
    if let main = addresses.languages.first {
      let start = SiteAddresses.start
      addIndex(
        at: start, in: main,
        canonical: SitePath.relative(from: start, to: addresses.index(in: main)))
      addMissingPage(in: main)
    }
    addSitemap()
  }

  /// Makes the page of one chapter, and the files that it refers to.
  /// - Returns: nil when there is no such chapter.
  mutating func build(chapter: Chapter, _ file: (String) -> [UInt8]?) -> DrawnChapter? {
    let folder = values(in: chapter.language, beside: addresses.index(in: chapter.language))
    let all = addresses.chapters(in: chapter.language)
    guard let number = all.firstIndex(where: { $0.file == chapter.file }) else { return nil }
    var carried: Set<String> = []
    let drawn = draw(number, in: folder, namesInPrint: nil)
    add(drawn, file, &carried)
    return drawn
  }

  /// What the pages of a folder are given, made once for all of them.
  private mutating func values(in language: String, beside page: String?) -> PageValues {
    let key =
      language + (page.map { "/" + $0.prefix(upTo: $0.lastIndex(of: "/") ?? $0.startIndex) } ?? "")
    if let known = folders[key] { return known }
    let new = PageValues(in: language, beside: page, self)
    folders[key] = new
    return new
  }

  private mutating func checkLanguages() {
    for language in addresses.languages {
      let folder = "chapters/\(language)"
      if !SiteAddresses.isLanguage(language) {
        site.report([
          Diagnostic(
            file: folder, range: nil, "`\(language)` is not the code of a language",
            suggestion: "name the folder after the language of its chapters: `en`, `vi`, `pt-BR`")
        ])
      }
      if !theme.speaks(language) {
        site.report([
          Diagnostic(
            .warning, file: folder, range: nil, "the theme has no words in `\(language)`",
            explanation: "what it says itself is in English there",
            suggestion: "write them: \(Theme.folder)words/\(language).yaml")
        ])
      }
    }
  }

  // MARK: - Chapters

  /// Adds the page of a chapter and the files that it refers to.
  private mutating func add(
    _ drawn: DrawnChapter, _ file: (String) -> [UInt8]?, _ carried: inout Set<String>
  ) {
    site.report(drawn.diagnostics)
    for proof in drawn.proofs {
      for claim in proof.claims {
        proofs[claim, default: []].append(
          ClaimProof(
            chapter: drawn.chapter, page: drawn.page, anchor: proof.anchor, holds: proof.holds))
      }
    }
    site.add(drawn.html, at: drawn.page, from: drawn.chapter.file)
    for (path, link) in drawn.files where !carried.contains(path) {
      carry(path, link, of: drawn.chapter, file, &carried)
    }
  }

  private mutating func addRedirects(in language: String) {
    for chapter in addresses.chapters(in: language) {
      guard let page = addresses.page(of: chapter.file) else { continue }
      for address in chapter.frontMatter.redirects {
        let former = SiteAddresses.page(ofFormer: address)
        let folder = self.values(in: language, beside: former)
        var values = folder.values(title: chapter.frontMatter.title, summary: nil)
        let target = SitePath.relative(from: former, to: page)
        values["target"] = target
        values["canonical"] = target
        add(.moved, values, at: former, in: language, from: chapter.file)
      }
    }
  }

  // MARK: - Other pages

  private mutating func addIndex(at page: String, in language: String, canonical: String?) {
    let folder = self.values(in: language, beside: page)
    var values = folder.values(title: nil, summary: contents.summary(in: language))
    values["languages"] = languages(on: page, in: folder.language) { addresses.index(in: $0) }
    values["canonical"] = canonical ?? false
    values["introduction"] = ""
    values["claimsSummary"] = contents.claims.claims.isEmpty ? false : claimsSummary(folder.words)
    values["first"] = folder.neighbour(0) ?? false
    add(.index, values, at: page, in: language, from: "chapters/\(folder.language)")
  }

  private mutating func addClaims(in language: String) {
    let page = addresses.claims(in: language)
    let folder = self.values(in: language, beside: page)
    let words = folder.words
    var values = folder.values(title: words[.claims], summary: nil)
    let summary = claimsSummary(words)
    values["summary"] = summary
    values["claimsSummary"] = summary
    values["languages"] = languages(on: page, in: folder.language) { addresses.claims(in: $0) }
    values["claims"] = claimTable.rows.map { row in
      [
        "id": row.claim.id, "text": (claimTexts[language]?[row.claim.id] ?? .empty).html,
        "isProved": row.isProved,
        "proofs": proofLinks(of: row.claim.id, in: language, on: page),
      ] as [String: Any]
    }
    add(.claims, values, at: page, in: language, from: ClaimList.file)
  }

  /// Links to the checks of a claim: those in a language, or where it has none, all.
  private func proofLinks(
    of claim: String, in language: String, on page: String
  ) -> [[String: Any]] {
    let all = (proofs[claim] ?? []).filter(\.holds)
    let own = all.filter { $0.chapter.language == language }
    var counts: [String: Int] = [:]
    return (own.isEmpty ? all : own).map { proof in
      counts[proof.page, default: 0] += 1
      let number = counts[proof.page] ?? 1
      let title = proof.chapter.frontMatter.title + (number > 1 ? " (\(number))" : "")
      return [
        "title": title, "url": SitePath.relative(from: page, to: proof.page) + "#" + proof.anchor,
      ]
    }
  }

  /// How many of the claims are proved, in a sentence.
  private func claimsSummary(_ words: ThemeWords) -> String {
    words.text(
      .claimsSummary,
      [("proved", "\(claimTable.provedCount)"), ("total", "\(claimTable.rows.count)")])
  }

  private mutating func addPrintedPage(of chapters: [DrawnChapter], in language: String) {
    let page = addresses.print(in: language)
    let folder = self.values(in: language, beside: page)
    var values = folder.values(
      title: folder.words[.printTitle], summary: contents.summary(in: language))
    values["languages"] = languages(on: page, in: language) { addresses.print(in: $0) }
    values["articles"] = chapters.map { drawn in
      [
        "id": drawn.chapter.slug, "label": drawn.label ?? false,
        "title": drawn.chapter.frontMatter.title,
        "summary": drawn.chapter.frontMatter.summary ?? false, "article": drawn.printed,
      ] as [String: Any]
    }
    add(.printed, values, at: page, in: language, from: "chapters/\(language)")
  }

  private mutating func addSearchIndex(of chapters: [DrawnChapter], in language: String) {
    let file = addresses.searchIndex(in: language)
    let folder = self.values(in: language, beside: file)
    var index = SearchIndex()
    for drawn in chapters {
      index.add(
        drawn.chapter, drawn.text, url: SitePath.relative(from: file, to: drawn.page),
        label: drawn.label ?? "")
    }
    if let url = folder.claimsURL {
      index.add(
        title: folder.words[.claims], url: url,
        entries: contents.claims.claims.map { claim in
          let text = contents.text(of: claim, in: language)
          return (claim.id, claim.id, text.split { $0.isWhitespace }.joined(separator: " "))
        })
    }
    site.add(index.script, at: file, from: "chapters/\(language)")
  }

  private mutating func add(
    _ kind: PageKind, _ values: [String: Any], at page: String, in language: String,
    from maker: String
  ) {
    site.add(html(kind, values, at: page, in: language), at: page, from: maker)
  }

  /// A page, with its own address when the book knows where it will be.
  func html(
    _ kind: PageKind, _ values: [String: Any], at page: String, in language: String
  ) -> String {
    var values = values
    if let url = contents.url, kind != .moved, kind != .missing {
      values["address"] = url + SitePath.encoded(page)
    }
    return theme.page(kind, values, in: language)
  }

  /// The list of pages for search engines, which wants whole addresses.
  private mutating func addSitemap() {
    guard let url = contents.url else { return }
    let pages = addresses.languages.flatMap { language in
      [addresses.index(in: language)]
        + addresses.chapters(in: language).compactMap { addresses.page(of: $0.file) }
        + (contents.claims.claims.isEmpty ? [] : [addresses.claims(in: language)])
    }
    let map = Markup(
      "urlset", ["xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"],
      pages.map { Markup("url", [:], [Markup("loc", [:], text: url + SitePath.encoded($0))]) })
    site.add(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + map.html + "\n", at: "sitemap.xml",
      from: BookSettings.file)
  }

  private mutating func addMissingPage(in language: String) {
    let folder = self.values(in: language, beside: nil)
    let values = folder.values(title: folder.words[.missingTitle], summary: nil)
    add(.missing, values, at: SiteAddresses.missing, in: language, from: "chapters/\(language)")
  }

  /// The languages that a page exists in; none when that is only one.
  func languages(
    on page: String, in current: String, _ version: (String) -> String?
  ) -> [[String: Any]] {
    guard addresses.languages.count > 1 else { return [] }
    let found = addresses.languages.compactMap { language in
      version(language).map { (language, $0) }
    }
    guard found.count > 1 else { return [] }
    return found.map { language, other in
      let url = SitePath.relative(from: page, to: other)
      let name = theme.speaks(language) ? theme.words(in: language)[.language] : language
      return ["code": language, "name": name, "url": url, "isCurrent": language == current]
    }
  }

  // MARK: - Files of the book

  private mutating func carry(
    _ path: String, _ link: Link, of chapter: Chapter, _ file: (String) -> [UInt8]?,
    _ carried: inout Set<String>
  ) {
    let place = SourceRange(link.position, link.position)
    if let refusal = CarriedFile.refusal(of: path, isImage: link.isImage) {
      site.report([
        Diagnostic(
          file: chapter.file, range: place, refusal.summary, suggestion: refusal.suggestion)
      ])
      return
    }
    guard let bytes = file(path) else {
      site.report([
        Diagnostic(file: chapter.file, range: place, "the file \(path) cannot be read")
      ])
      return
    }
    carried.insert(path)
    site.add(bytes, at: SiteAddresses.files + path, from: path)
  }
}
