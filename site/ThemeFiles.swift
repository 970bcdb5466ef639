/// The files of this folder that make up the theme, carried inside the program: a book that lies
/// elsewhere needs no copy of them.
public enum ThemeFiles {
  /// The bytes of each file by its path in the folder.
  public static let all: [String: [UInt8]] = [
    "templates/404.mustache": PackageResources._04_mustache,
    "templates/claims.mustache": PackageResources.claims_mustache,
    "templates/contents.mustache": PackageResources.contents_mustache,
    "templates/footer.mustache": PackageResources.footer_mustache,
    "templates/head.mustache": PackageResources.head_mustache,
    "templates/header.mustache": PackageResources.header_mustache,
    "templates/index.mustache": PackageResources.index_mustache,
    "templates/moved.mustache": PackageResources.moved_mustache,
    "templates/page.mustache": PackageResources.page_mustache,
    "templates/print.mustache": PackageResources.print_mustache,
    "words/en.yaml": PackageResources.en_yaml,
    "words/vi.yaml": PackageResources.vi_yaml,
    "style.css": PackageResources.style_css,
    "player.css": PackageResources.player_css,
    "player.js": PackageResources.player_js,
    "transcripts.css": PackageResources.transcripts_css,
    "statebook.js": PackageResources.statebook_js,
    "theme.js": PackageResources.theme_js,
    "reading.js": PackageResources.reading_js,
    "search.js": PackageResources.search_js,
    "favicon.svg": PackageResources.favicon_svg,
  ]
}
