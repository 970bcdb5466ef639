import Scenes

/// A `check` fence on a page: its sentences, each with a tick and the command behind it.
struct CheckFigure {
  let check: ClaimCheck
  /// Its run; nil when the chapter was not run.
  let run: BlockRun?
  let id: String
  /// The address of the book's claims, if it has a list of them.
  let claimsURL: String?
  let words: ThemeWords

  func markup(_ ids: inout PageIDs) -> Markup {
    var items: [Markup] = []
    for (index, assertion) in check.assertions.enumerated() {
      let ran = run.flatMap { index < $0.claims.count ? $0.claims[index] : nil }
      items.append(item(assertion, ran?.holds, id: ids.take("\(id)-\(index + 1)")))
    }
    if !check.claims.isEmpty {
      var line: [Markup] = [.text(words[.proves])]
      for claim in check.claims {
        line += [.text(" "), ClaimMark.markup(claim.id, claimsURL: claimsURL)]
      }
      let paragraph = Markup("p", ["class": "claim-ids"], line)
      items.append(Markup("li", ["class": "check-claims"], [paragraph]))
    }
    return Markup("ul", ["class": "checks", "id": id], items)
  }

  private func item(_ assertion: ClaimCheck.Assertion, _ passed: Bool?, id: String) -> Markup {
    let (form, sign, label) =
      switch passed {
      case true?: ("passed", "✓", words[.checked])
      case false?: ("failed", "✗", words[.failed])
      case nil: ("unknown", "?", words[.notChecked])
      }
    let tick = Markup(
      "span", ["class": "tick", "role": "img", "aria-label": label], text: sign)
    let proof = Markup(
      "details", ["class": "proof"],
      [
        Markup("summary", [:], text: words[.howChecked]),
        Markup.code(CodeHighlighting.tokens(of: assertion.command, in: "sh").markup, language: ""),
      ])
    let sentence = InlineText.sentence(assertion.sentence)
    let permalink = Markup(
      "a",
      [
        "class": "permalink", "href": "#" + SitePath.encoded(id),
        "aria-label": words[.permalinkCheck],
      ], text: "#")
    let body = Markup(
      "div", ["class": "check-body"],
      [Markup("p", ["class": "sentence"], [sentence, .text(" "), permalink]), proof])
    return Markup("li", ["class": "check " + form, "id": id], [tick, body])
  }
}

/// The id of a claim on a page, leading to the claim.
enum ClaimMark {
  static func markup(_ id: String, claimsURL: String?) -> Markup {
    guard let claimsURL else { return Markup("span", ["class": "claim-id"], text: id) }
    let address = claimsURL + "#" + SitePath.encoded(id)
    return Markup("a", ["class": "claim-id", "href": address], text: id)
  }
}
