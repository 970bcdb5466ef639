public import Book
import StandardTheme

extension SiteWriter {
  /// Writes pages in the theme that comes with the program.
  /// - Parameter fences: what turns the fences of plugins into HTML.
  public static func pages(fences: [FenceRenderer] = .standard) -> SiteWriter {
    .pages(theme: ThemeFiles.all, fences: fences)
  }
}
