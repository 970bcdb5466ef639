import Book
import Foundation
import Sessions

/// What a command works with: what is installed, and what is around it.
struct Installation: Sendable {
  var plugins: [SimulationPlugin]
  var fences: FenceRegistry
  /// The keys of front matter that belong to the plugins.
  var settings: [PluginSetting] = []
  /// What writes the pages of a site; without one, nothing can be built.
  var site: SiteWriter?
  var surroundings: Surroundings

  /// The book in a folder, not read yet.
  func source(_ folder: String) -> BookSource {
    BookSource(folder: URL(filePath: folder), fences: fences, settings: settings)
  }

  var runner: ChapterRunner { ChapterRunner(plugins: plugins) }
}
