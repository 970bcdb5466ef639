import Markdown

/// Lets plugins read the content of their fences, when the rest of the chapter has been read.
enum PluginReader {
  /// The blocks of a chapter with what the plugins found in them.
  static func read(
    _ chapter: Chapter, _ registry: FenceRegistry, _ mistakes: inout Mistakes
  ) -> [ChapterBlock] {
    var blocks = chapter.blocks
    var places: [String: SourcePosition]?
    for index in blocks.indices {
      guard case .plugin(var fence) = blocks[index], let plugin = registry[fence.word] else {
        continue
      }
      let reading = plugin.read(fence, chapter)
      // What is wrong with a fence that is reused is told where it is written, and what it lacks
      // here, where it is missing.
      for diagnostic in fence.origin == nil ? reading.diagnostics : [] { mistakes.add(diagnostic) }
      fence.ownLinks = reading.links
      for anchor in reading.anchors {
        if places == nil { places = PluginReader.places(in: chapter) }
        if let first = places?[anchor.id] {
          mistakes.error(
            anchor.range, "the address `#\(anchor.id)` is taken",
            notes: [mistakes.note("by this", at: first)])
        } else {
          places?[anchor.id] = anchor.range.start
          fence.anchors.append(anchor)
        }
      }
      blocks[index] = .plugin(fence)
    }
    return blocks
  }

  /// The ids of a chapter's page that its author gave, and where.
  private static func places(in chapter: Chapter) -> [String: SourcePosition] {
    var places: [String: SourcePosition] = [:]
    for heading in chapter.document.headings { places[heading.anchor] = heading.range.start }
    for block in chapter.blocks {
      if let id = block.id { places[id] = block.range.start }
    }
    return places
  }
}
