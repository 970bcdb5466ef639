import Markdown
import Scenes

/// The text of a chapter as HTML, with what its scenarios printed and showed.
struct ChapterArticle {
  /// A `check` fence of the chapter and where it stands on the page.
  struct Proof {
    /// The claims of the book that it proves.
    let claims: [String]
    /// Its first sentence.
    let sentence: String
    /// Its id on the page.
    let anchor: String
    /// Whether it ran and all of it holds.
    let holds: Bool
  }

  /// The HTML, without the title.
  private(set) var html = ""
  /// The part of it that stands in the chapter.
  private(set) var text = ""
  /// The lines of the chapter in which the elements of `text` begin, in their order.
  private(set) var lines: [Int] = []
  /// What the players of the page show: HTML that is not seen.
  private(set) var films = ""
  /// The checks that prove claims of the book, in order.
  private(set) var proofs: [Proof] = []
  /// Fences that no renderer knows.
  private(set) var diagnostics: [Diagnostic] = []

  private let chapter: Chapter
  private let run: ChapterRun?
  private let runs: [Int: BlockRun]
  private let claims: [String: Markup]
  private let claimsURL: String?
  private let words: ThemeWords
  private let options: HTMLOptions
  private let links: ChapterLinks
  private var ids: PageIDs
  private var replacements: [Int: String] = [:]
  /// How many elements they have.
  private var elementCounts: [Int: Int] = [:]
  private var counts: [String: Int] = [:]

  /// - Parameters:
  ///   - claims: what the claims of the book say, by their ids.
  ///   - claimsURL: the address of the claims, if the book has any.
  ///   - links: where links lead in the site.
  ///   - memory: pictures that were drawn before.
  init(
    _ chapter: Chapter, run: ChapterRun?, claims: [String: Markup], claimsURL: String?,
    links: ChapterLinks, fences: [FenceRenderer], words: ThemeWords, memory: PictureMemory? = nil
  ) {
    self.chapter = chapter
    self.run = run
    runs = Dictionary(
      (run?.blocks ?? []).map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
    self.claims = claims
    self.claimsURL = claimsURL
    self.words = words
    ids = PageIDs(chapter)
    var options = HTMLOptions()
    options.permalinkLabel = words[.permalink]
    if !links.destinations.isEmpty {
      options.destination = { destination, _ in links.destinations[destination] }
    }
    if !links.definitions.isEmpty {
      options.linkStart = { destination in
        guard links.definitions[destination] != nil else { return nil }
        let link = Markup("a", links.attributes(of: destination, title: ""))
        return String(link.html.dropLast("</a>".count))
      }
    }
    self.links = links
    self.options = options
    renderBlocks(fences, memory)
    var whole = options
    whole.replacements = replacements
    text = chapter.document.html(whole)
    html = text + claimsBox().html
    lines = chapter.document.blocks.flatMap { block in
      let start = block.range.start
      return repeatElement(start.line, count: elementCounts[start.offset] ?? 1)
    }
  }

  // MARK: - Blocks

  private mutating func renderBlocks(_ fences: [FenceRenderer], _ memory: PictureMemory?) {
    var pictures = ChapterPictures(
      chapter, runs, words: words,
      knowing: memory?.pictures(of: chapter.file) ?? DrawnPictures())
    var texts: [String: String] = [:]
    var plugins: [(fence: PluginFence, id: String)] = []
    for (index, block) in chapter.blocks.enumerated() {
      switch block {
      case .scenario(let scenario):
        var (markup, steps) = console(scenario, runs[index])
        pictures.note(index, steps: steps)
        if pictures.hasPicture(index) {
          let picture = pictures.figure(index, id: nextID("picture"), &ids)
          markup = .fragment([markup, .text("\n"), picture])
        }
        replace(block, markup)
      case .file(let file):
        // Every session has the files of the main one, until it gets one of its own.
        let own = file.session + "/" + file.name
        let before = texts[own] ?? texts[Chapter.defaultSession + "/" + file.name]
        texts[own] = file.code.text
        let name = file.name.split { $0 == "." || $0 == "/" }.joined(separator: "-")
        let id = file.id ?? ids.take("file-" + Anchors.slug(name))
        let figure = FileFigure(file: file, before: before, id: id, words: words).markup()
        let summary = words.text(.showFile, [("name", file.name)])
        replace(
          block, figure.folded(file.visibility, summary: summary, setUp: words[.setUp]))
      case .check(let check): replace(block, self.check(check, runs[index]))
      case .plugin(let fence): plugins.append((fence, fence.id ?? nextID(fence.word)))
      case .listing(let listing):
        let tokens = CodeHighlighting.tokens(of: listing.code.text, in: listing.language)
        let code = Markup.code(tokens.markup, language: listing.language, id: listing.id)
        replace(
          block,
          code.folded(
            listing.visibility, summary: words[.showListing], setUp: words[.setUp]))
      }
    }
    // What stands inside a fence comes behind it, and has to be there first.
    for (fence, _) in plugins where fence.word == FencePlugin.compare.word {
      for session in [fence.value("left"), fence.value("right")].compactMap({ $0 }) {
        pictures.addFilm(of: session, &ids)
      }
    }
    for (fence, id) in plugins.reversed() { render(fence, id: id, fences, pictures) }
    films = pictures.data().map { $0.html + "\n" }.joined()
    memory?.keep(pictures.drawn, of: chapter.file)
  }

  private mutating func replace(_ block: ChapterBlock, _ markup: Markup) {
    replace(block.range.start.offset, markup)
  }

  private mutating func replace(_ offset: Int, _ markup: Markup) {
    replacements[offset] = markup.html + "\n"
    elementCounts[offset] = markup.elementCount
  }

  private mutating func nextID(_ stem: String) -> String {
    ids.take(stem, counting: &counts[stem, default: 0])
  }

  /// A scenario block, and the ids of its commands.
  private mutating func console(
    _ scenario: Scenario, _ run: BlockRun?
  ) -> (markup: Markup, steps: [String]) {
    let id = scenario.id ?? nextID("console")
    let steps = scenario.steps.indices.map { ids.take("\(id)-\($0 + 1)") }
    let figure = ConsoleFigure(scenario: scenario, run: run, id: id, words: words).markup(steps)
    let folded = figure.folded(
      scenario.visibility, summary: scenario.title ?? words[.showCommands],
      setUp: scenario.title ?? words[.setUp])
    return (folded, steps)
  }

  private mutating func check(_ check: ClaimCheck, _ run: BlockRun?) -> Markup {
    let id = check.id ?? nextID("checks")
    if !check.claims.isEmpty, let first = check.assertions.first {
      let ran = run?.claims ?? []
      let holds = ran.count == check.assertions.count && ran.allSatisfy(\.holds)
      proofs.append(
        Proof(
          claims: check.claims.map(\.id), sentence: first.sentence, anchor: id, holds: holds))
    }
    return CheckFigure(check: check, run: run, id: id, claimsURL: claimsURL, words: words)
      .markup(&ids)
  }

  private mutating func render(
    _ fence: PluginFence, id: String, _ fences: [FenceRenderer], _ pictures: ChapterPictures
  ) {
    guard let renderer = fences.last(where: { $0.word == fence.word }) else {
      diagnostics.append(
        Diagnostic(
          file: chapter.file, range: fence.code.range,
          "nothing turns a `\(fence.word)` fence into a part of the page"))
      return
    }
    var options = options
    options.replacements = replacements
    // Headings of the text have their anchors; one in a note could only repeat such an anchor.
    options.headingAnchors = false
    options.permalinkLabel = nil
    let place = FencePlace(
      chapter: chapter, run: run, id: id,
      content: fence.document.map { .trusted($0.html(options)) } ?? .empty, words: words,
      pictures: pictures,
      links: links, options: options)
    do throws(FenceMistakes) {
      replace(fence.code.range.start.offset, try renderer.markup(fence, place))
    } catch {
      diagnostics += error.diagnostics
    }
  }

  // MARK: - What is proved

  /// The claims that hold, each with the check that shows it.
  private mutating func claimsBox() -> Markup {
    var items: [Markup] = []
    var seen: Set<String> = []
    for proof in proofs where proof.holds {
      for claim in proof.claims where seen.insert(claim).inserted {
        let text = claims[claim] ?? InlineText.sentence(proof.sentence)
        items.append(
          Markup(
            "li", [:],
            [
              ClaimMark.markup(claim, claimsURL: claimsURL), .text(" "),
              Markup("a", ["href": "#" + proof.anchor], [text]),
            ]))
      }
    }
    if items.isEmpty { return .empty }
    let id = ids.take("proved")
    return Markup(
      "section", ["class": "claims-box", "aria-labelledby": id],
      [Markup("h2", ["id": id], text: words[.proved]), Markup("ul", [:], items)])
  }
}

extension Markup {
  /// How many elements there are that are not inside others.
  fileprivate var elementCount: Int {
    switch self {
    case .element: 1
    case .fragment(let pieces): pieces.reduce(0) { $0 + $1.elementCount }
    // A drawing that is kept as HTML is one element.
    case .trusted(let html): html.isEmpty ? 0 : 1
    case .text: 0
    }
  }
}
