import Markdown

/// The page of a chapter, and what other pages take from the chapter.
struct DrawnChapter: Sendable {
  let chapter: Chapter
  /// Where its page is in the site.
  let page: String
  let html: String
  /// Its text on the page, and the lines in which the elements of that begin.
  let article: (text: String, lines: [Int])
  /// What it is called besides its title: "Chapter 3"; nil when it has no number.
  let label: String?
  /// What is wrong with its fences.
  let diagnostics: [Diagnostic]
  /// Its checks that prove claims of the book.
  let proofs: [ChapterArticle.Proof]
  /// The files of the book that its page refers to.
  let files: [(path: String, link: Link)]
  /// Its text on the page of all chapters; empty when that page is not made.
  let printed: String
  /// What can be searched for in it; empty when the page of all chapters is not made.
  let text: [SearchText.Section]
}

extension SiteBuilder {
  /// Draws a chapter. It changes nothing, so that chapters can be drawn side by side.
  ///
  /// - Parameters:
  ///   - number: its place among the chapters of its language.
  ///   - folder: what the pages of these chapters are given.
  ///   - names: what the chapters are called on the page that has them all, by their addresses
  ///     from there; nil when pages with something of all chapters are not made.
  func draw(
    _ number: Int, in folder: PageValues, namesInPrint names: [String: String]?
  ) -> DrawnChapter {
    let chapters = addresses.chapters(in: folder.language)
    let chapter = chapters[number]
    let page = SiteAddresses.page(of: chapter)
    let links = ChapterLinks(chapter, page: page, addresses: addresses, terms: terms)
    let article = ChapterArticle(
      chapter, run: runs[chapter.file], claims: claimTexts[folder.language] ?? [:],
      claimsURL: folder.claimsURL, links: links, fences: fences, words: folder.words, memory: memory
    )
    let label = folder.labels[number]?.text(folder.words)
    var values = folder.values(
      title: chapter.frontMatter.title, summary: chapter.frontMatter.summary, current: number)
    values["languages"] = languages(on: page, in: folder.language) { other in
      addresses.translation(of: chapter, in: other).map(SiteAddresses.page(of:))
    }
    values["article"] = article.html + article.films
    values["label"] = label ?? false
    let sections = chapter.document.headings.filter { $0.level == 2 }
    values["hasSections"] = sections.count >= 3
    values["sections"] = sections.map { ["id": $0.anchor, "title": $0.text] }
    values["previous"] = folder.neighbour(number - 1) ?? false
    values["next"] = folder.neighbour(number + 1) ?? false
    return DrawnChapter(
      chapter: chapter, page: page, html: html(.chapter, values, at: page, in: folder.language),
      article: (article.text, article.lines), label: label,
      diagnostics: article.diagnostics, proofs: article.proofs, files: links.files,
      printed: names.map {
        PrintedArticle.html(article.html, chapter: chapter.slug, chapters: $0)
      } ?? "",
      text: names == nil ? [] : SearchText(chapter).sections)
  }
}
