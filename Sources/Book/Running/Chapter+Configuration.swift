import Markdown
import Sessions
import Values

extension Chapter {
  /// What the chapter's sessions start from.
  var configuration: SessionConfiguration {
    var configuration = SessionConfiguration(
      seed: frontMatter.seed, pace: frontMatter.pace, settings: frontMatter.settings)
    // A chapter without a word about its cluster also runs where no plugin has clusters.
    if frontMatter.cluster.isLeftOut {
      configuration.settings["cluster"] = false
    } else if frontMatter.cluster != FrontMatter.Cluster() {
      configuration.settings["cluster"] = ["nodes": .integer(Int64(frontMatter.cluster.nodes))]
    }
    if frontMatter.hosts > 0 {
      configuration.settings["hosts"] = .integer(Int64(frontMatter.hosts))
    }
    return configuration
  }

  /// Where the title stands, for what is wrong with the chapter as a whole.
  var titleRange: SourceRange? {
    guard frontMatter.titleLine > 0 else { return nil }
    return source.range(source.contentOffsets(ofLine: frontMatter.titleLine))
  }

  /// Where a key of the front matter stands that sets something up, if it does.
  func range(ofKey key: String) -> SourceRange? {
    frontMatter.keyLines[key].map { source.range(source.contentOffsets(ofLine: $0)) }
  }
}

extension SourceText {
  /// Where the first line of a command stands.
  func range(ofCommand command: String, at position: SourcePosition) -> SourceRange {
    let end = contentOffsets(ofLine: position.line).upperBound
    return range(position.offset..<Swift.max(position.offset, end))
  }
}
