import Book
import Sessions

/// What a command works with: what is installed, and what is around it.
struct Installation: Sendable {
  var plugins: [SimulationPlugin]
  var fences: FenceRegistry
  /// What writes the pages of a site; without one, nothing can be built.
  var site: SiteWriter?
  var surroundings: Surroundings

  var runner: ChapterRunner { ChapterRunner(plugins: plugins) }
}
