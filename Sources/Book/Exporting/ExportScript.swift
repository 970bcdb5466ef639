/// The bash script of a chapter's export.
struct ExportScript {
  private let chapter: Chapter
  /// Where the export has the file of a block.
  private let paths: [Int: String]
  private let plan: ExportPlan

  /// Images that are made for this book and cannot be pulled from a registry.
  private static let ownImages = ["shop"]

  init(_ chapter: Chapter, paths: [Int: String]) {
    self.chapter = chapter
    self.paths = paths
    plan = ExportPlan(chapter)
  }

  var text: String {
    [header, Self.tools, usesCluster ? Self.cluster : Self.folder, blocks, sessions, Self.main]
      .joined(separator: "\n")
  }

  private var usesCluster: Bool { !chapter.frontMatter.cluster.isLeftOut }

  // MARK: What it says of itself

  private var header: String {
    var lines = [
      Self.line(chapter.frontMatter.title), "",
      "The commands and claims of \(Self.line(chapter.file)), written by statebook export.", "",
      "  ./run.sh           plays the session '\(plan.sessions.first?.name ?? "main")'",
      "  ./run.sh NAME …    plays others, each from its own beginning",
      "  ./run.sh --list    names them",
      "",
    ]
    if usesCluster {
      lines += [
        "It talks to the cluster that kubectl talks to now, which should have nothing else to do, and",
        "works in a new namespace there. The namespace is deleted at the end unless KEEP is set. Names,",
        "addresses and times will be others than in the book.",
      ]
    } else {
      lines += [
        "It makes containers, volumes and networks with the names of the chapter on this machine, and",
        "leaves them there. Identifiers and times will be others than in the book.",
      ]
    }
    let texts = [chapter.source, chapter.original?.source].compactMap { $0?.text }
    for image in Self.ownImages where texts.contains(where: { $0.contains("\(image):") }) {
      lines += [
        "", "The image '\(image)' is a stand-in made for the book: a small web application of your",
        "own has to take its place.",
      ]
    }
    lines += ["", "The commands are the chapter's, word for word, hence:"]
    var text = "#!/usr/bin/env bash\n"
    for line in lines { text += line.isEmpty ? "#\n" : "# \(line)\n" }
    return text + "# shellcheck disable=SC2016,SC2034,SC2046,SC2086,SC2154,SC2320\n"
  }

  /// A text on one line, so that it cannot leave a comment.
  private static func line(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }

  // MARK: Blocks and sessions

  private func name(_ index: Int) -> String {
    "block_\(chapter.blocks[index].range.start.line)"
  }

  private var blocks: String {
    var text = ""
    for (index, block) in chapter.blocks.enumerated() {
      switch block {
      case .scenario(let scenario):
        guard scenario.norun == nil else { continue }
        text += "# \(Self.line(scenario.id ?? "console")), line \(block.range.start.line)\n"
        text += "\(name(index))() {\n:\n"
        for step in scenario.steps {
          text += "say \(Self.quoted(step.command))\n\(step.command)\n"
          text += "ended $? \(step.recorded.status)\n"
        }
        text += "}\n\n"
      case .check(let check):
        let ids = check.claims.map(\.id).joined(separator: " ")
        text += "# \(ids.isEmpty ? "claims" : "claims " + ids), line \(block.range.start.line)\n"
        text += "\(name(index))() {\n:\n"
        for assertion in check.assertions { text += claim(assertion) }
        text += "}\n\n"
      case .file:
        guard let path = paths[index], case .file(let file) = block else { continue }
        text += "\(name(index))() { put \(Self.quoted(path)) \(Self.quoted(file.name)); }\n\n"
      case .plugin, .listing: continue
      }
    }
    return text
  }

  private func claim(_ assertion: ClaimCheck.Assertion) -> String {
    let sentence = Self.quoted(assertion.sentence)
    let asksSimulation = assertion.command.split { !$0.isLetter && $0 != "-" }.contains("sim")
    if asksSimulation { return "unknown \(sentence)\n" }
    return """
      if (
      \(assertion.command)
      ) > /dev/null 2>&1
      then holds \(sentence)
      else fails \(sentence)
      fi

      """
  }

  private var sessions: String {
    var text = "sessions=(\(plan.sessions.map { Self.quoted($0.name) }.joined(separator: " ")))\n\n"
    text += "play() {\n  case $1 in\n"
    for session in plan.sessions {
      text += "  \(Self.quoted(session.name)))\n"
      for index in session.blocks { text += "    \(name(index))\n" }
      text += "    ;;\n"
    }
    return text + "  esac\n}\n"
  }
}
