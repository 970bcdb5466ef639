import Foundation
import Scenes
import Testing

@testable import Book

@Suite struct BlockHTMLTests {
  @Test func aConsoleTellsCommandsFromOutputs() {
    let article = SampleBook(
      """
      ```console id=hello
      $ for word in one two; do
      >   echo $word
      > done
      one
      two
      $ printf end; false
      end
      [no newline]
      [1]
      $ true
      ```
      """
    ).article()
    #expect(
      article == """
        <figure class="console" id="hello"><div class="transcript" tabindex="0" role="group" \
        aria-label="Console">\
        <div class="step" id="hello-1"><p class="step-time">at 0:00</p>\
        <pre class="typed"><span class="prompt" aria-hidden="true">$ </span>\
        <kbd class="command"><span class="code-keyword">for</span> word \
        <span class="code-keyword">in</span> one two<span class="code-mark">;</span> \
        <span class="code-keyword">do</span>
        <span class="prompt" aria-hidden="true">&gt; </span>  \
        <span class="code-command">echo</span> <span class="code-variable">$word</span>
        <span class="prompt" aria-hidden="true">&gt; </span>\
        <span class="code-keyword">done</span></kbd></pre>\
        <pre class="result"><samp class="output">one
        two
        </samp></pre></div>\
        <div class="step" id="hello-2"><p class="step-time">at 0:01</p>\
        <pre class="typed"><span class="prompt" aria-hidden="true">$ </span>\
        <kbd class="command"><span class="code-command">printf</span> end\
        <span class="code-mark">;</span> <span class="code-command">false</span></kbd></pre>\
        <pre class="result"><samp class="output">end
        </samp></pre><p class="status">exit status 1</p></div>\
        <div class="step" id="hello-3"><p class="step-time">at 0:02</p>\
        <pre class="typed"><span class="prompt" aria-hidden="true">$ </span>\
        <kbd class="command"><span class="code-command">true</span></kbd></pre>\
        </div></div></figure>

        """)
  }

  @Test func whatDoesNotRunSaysWhy() {
    let article = SampleBook("```console norun=\"it takes a day\"\n$ sleep 86400\n```\n").article()
    #expect(article.hasPrefix("<figure class=\"console not-run\" id=\"console-1\">"))
    #expect(article.contains("<figcaption>Not run: it takes a day</figcaption><div"))
  }

  @Test func aLongOutputFoldsAndLosesNothing() {
    let output = (1...30).map { "\($0)\n" }.joined()
    let article = SampleBook("```console\n$ seq 30\n\(output)```\n").article()
    let parts = article.components(separatedBy: "<details class=\"more\">")
    #expect(parts.count == 2)
    #expect(parts[0].hasSuffix("\n11\n12\n</samp></pre>"))
    #expect(parts[1].hasPrefix("<summary>18 more lines</summary><pre class=\"result\">"))
    #expect(parts[1].contains(">13\n14\n"))
    #expect(!article.contains("differs"))

    let whole = SampleBook("```console whole\n$ seq 30\n\(output)```\n").article()
    #expect(!whole.contains("<details"))
    #expect(whole.contains("29\n30\n</samp>"))
    let wrong = SampleBook("```console\n$ seq 31\n\(output)```\n").article()
    #expect(wrong.contains("class=\"step differs\""))
  }

  @Test func aStepSaysWhenItRanAndHowLong() {
    let article = SampleBook(
      "```console\n$ sleep 0.34\n$ sleep 75\n$ sleep 5400\n$ true\n```\n"
    ).article()
    let times = article.components(separatedBy: "<p class=\"step-time\">").dropFirst().map {
      String($0.prefix { $0 != "<" })
    }
    #expect(
      times == [
        "at 0:00 · took 0.3 s", "at 0:01 · took 1 min 15 s", "at 1:17 · took 1 h 30 min",
        "at 1:31:18",
      ])
  }

  @Test func foldedAndHiddenBlocksAreThere() {
    let article = SampleBook(
      """
      ```console fold
      $ true
      ```

      ```console hide
      $ true
      ```

      ```console fold title="Try <it>"
      $ true
      ```

      ```console title="Look"
      $ true
      ```

      ```text file=a.txt fold
      a
      ```
      """
    ).article()
    #expect(article.hasPrefix("<details class=\"folded\"><summary>Show the commands</summary>"))
    #expect(
      article.contains(
        "<details class=\"folded set-up\"><summary>Show the set-up steps</summary><figure"))
    #expect(article.contains("<details class=\"folded\"><summary>Try &lt;it&gt;</summary><figure"))
    #expect(article.contains("id=\"console-4\"><figcaption>Look</figcaption>"))
    #expect(article.contains("<summary>Show a.txt</summary><figure class=\"file\""))
    #expect(!article.contains("<details open"))
  }

  @Test func aFileThatReplacesAnotherShowsTheDifference() {
    let article = SampleBook(
      """
      ```yaml file=conf/web.yaml
      spec:
        replicas: 2
        x: <y>
      ```

      ```yaml file=conf/web.yaml
      spec:
        replicas: 3
        x: <y>
      ```
      """
    ).article()
    #expect(
      article == """
        <figure class="file" id="file-conf-web-yaml"><figcaption>\
        <span class="file-name">conf/web.yaml</span></figcaption>\
        <pre tabindex="0"><code class="language-yaml">\
        <span class="code-key">spec</span><span class="code-mark">:</span>
          <span class="code-key">replicas</span><span class="code-mark">:</span> \
        <span class="code-number">2</span>
          <span class="code-key">x</span><span class="code-mark">:</span> &lt;y&gt;
        </code></pre></figure>
        <figure class="file changed" id="file-conf-web-yaml-2"><figcaption>\
        <span class="file-name">conf/web.yaml</span> \
        <span class="file-note">replaces the file: lines removed 1, lines added 1</span></figcaption>\
        <pre tabindex="0"><code class="language-yaml">\
        <span class="change-mark">  </span><span class="code-key">spec</span>\
        <span class="code-mark">:</span>
        <del class="line"><span class="change-mark">- </span>  \
        <span class="code-key">replicas</span><span class="code-mark">:</span> \
        <span class="code-number">2</span>
        </del><ins class="line"><span class="change-mark">+ </span>  \
        <span class="code-key">replicas</span><span class="code-mark">:</span> \
        <span class="code-number">3</span>
        </ins><span class="change-mark">  </span>  <span class="code-key">x</span>\
        <span class="code-mark">:</span> &lt;y&gt;
        </code></pre></figure>

        """)
  }

  @Test func anotherSessionHasFilesOfItsOwn() {
    let article = SampleBook(
      """
      ```text file=a session=one
      1
      ```

      ```text file=a session=two
      2
      ```

      ```text file=a
      3
      ```

      ```text file=a session=two
      2
      ```

      ```text file=b
      4
      ```

      ```text file=b session=two
      5
      ```
      """
    ).article()
    let notes = article.components(separatedBy: "<figure ").dropFirst().map {
      $0.contains("file changed") ? "changed" : $0.contains("as before") ? "same" : "new"
    }
    #expect(notes == ["new", "new", "new", "same", "new", "changed"])
  }

  @Test func claimsHaveTicksAndTheirCommands() {
    let book = SampleBook(
      [
        "en/01-chapter.md": """
        ```check claims=c1,c2
        It *holds*, says `true`: true
        ```
        """
      ], claims: [("c1", "The first, with `code`."), ("c2", "The second."), ("c3", "No proof.")])
    #expect(
      book.article() == """
        <ul class="checks" id="checks-1"><li class="check passed" id="checks-1-1">\
        <span class="tick" role="img" aria-label="Checked:">✓</span><div class="check-body">\
        <p class="sentence">It <em>holds</em>, says <code>true</code>. \
        <a class="permalink" href="#checks-1-1" aria-label="Link to this check">#</a></p>\
        <details class="proof"><summary>How it is checked</summary>\
        <pre tabindex="0"><code><span class="code-command">true</span></code></pre></details></div></li>\
        <li class="check-claims"><p class="claim-ids">Proves \
        <a class="claim-id" href="claims.html#c1">c1</a> \
        <a class="claim-id" href="claims.html#c2">c2</a></p></li></ul>
        <section class="claims-box" aria-labelledby="proved">\
        <h2 id="proved">What this chapter proves</h2><ul>\
        <li><a class="claim-id" href="claims.html#c1">c1</a> \
        <a href="#checks-1">The first, with <code>code</code>.</a></li>\
        <li><a class="claim-id" href="claims.html#c2">c2</a> \
        <a href="#checks-1">The second.</a></li></ul></section>
        """)
    let claims = book.page("en/claims.html")
    #expect(claims.contains("2 of 3 claims are proved"))
    #expect(claims.contains("<tr id=\"c1\" class=\"proved\">"))
    #expect(claims.contains("<td>The first, with <code>code</code>.</td>"))
    #expect(claims.contains("<a href=\"chapter.html#checks-1\">A chapter</a>"))
    #expect(claims.contains("<tr id=\"c3\" class=\"open\">"))
    #expect(claims.count(of: "No proof yet") == 1)
  }

  @Test func aBookWithoutClaimsHasNoPageForThem() {
    let book = SampleBook("```check claims=c1\nIt holds: true\n```\n")
    let site = book.site()
    #expect(site.files["en/claims.html"] == nil)
    #expect(!book.page().contains("claims.html"))
    #expect(book.page().contains("<span class=\"claim-id\">c1</span>"))
  }

  @Test func aRedClaimIsNotAmongWhatIsProved() {
    let book = SampleBook(
      ["en/01-chapter.md": "```check claims=c1\nIt holds: true\nIt does not: false\n```\n"],
      claims: [("c1", "One.")])
    #expect(!book.page().contains("claims-box"))
    #expect(book.page("en/claims.html").contains("No proof yet"))
  }

  @Test func notesHoldMarkdownAndFences() {
    let article = SampleBook(
      """
      Before.

      ````warning title="Mind the *gap*"
      A list:

      - one
      - two

      ```console
      $ echo hi
      hi
      ```

      ```tip
      Inner.
      ```
      ````

      After.
      """
    ).article()
    #expect(
      article == """
        <p>Before.</p>
        <aside class="warning" aria-labelledby="warning-1">\
        <p class="aside-title" id="warning-1">Mind the <em>gap</em></p><p>A list:</p>
        <ul>
        <li>one</li>
        <li>two</li>
        </ul>
        <figure class="console" id="console-1"><div class="transcript" tabindex="0" \
        role="group" aria-label="Console"><div class="step" id="console-1-1">\
        <p class="step-time">at 0:00</p>\
        <pre class="typed"><span class="prompt" aria-hidden="true">$ </span>\
        <kbd class="command"><span class="code-command">echo</span> hi</kbd></pre>\
        <pre class="result"><samp class="output">hi
        </samp></pre></div></div></figure>
        <aside class="tip" aria-labelledby="tip-1"><p class="aside-title" id="tip-1">Tip</p>\
        <p>Inner.</p>
        </aside>
        </aside>
        <p>After.</p>

        """)
  }

  @Test func aFenceWithoutARendererIsAMistake() throws {
    let site = SampleBook("```note\nText.\n```\n").site(fences: [])
    let mistake = try #require(site.diagnostics.first)
    #expect(mistake.summary == "nothing turns a `note` fence into a part of the page")
    #expect(mistake.file == "chapters/en/01-chapter.md" && mistake.line == 4)
  }

  @Test func aPluginMayDrawItsFenceFromTheRun() {
    let renderer = FenceRenderer(word: "note") { fence, place in
      let steps = place.run?.steps.count ?? 0
      return Markup("section", ["id": place.id], text: "\(fence.code.text)<\(steps)>")
    }
    let page = SampleBook("```console\n$ true\n$ true\n```\n\n```note\n&\n```\n")
      .page(fences: .standard + [renderer])
    #expect(page.contains("<section id=\"note-1\">&amp;\n&lt;2&gt;</section>"))
  }

  @Test func listingsKeepTheirLanguage() {
    let article = SampleBook("```yaml\na: <b>\n```\n\n    indented\n").article()
    #expect(
      article == """
        <pre tabindex="0"><code class="language-yaml">\
        <span class="code-key">a</span><span class="code-mark">:</span> &lt;b&gt;
        </code></pre>
        <pre tabindex="0"><code>indented
        </code></pre>

        """)
  }
}

@Suite struct PagePictureTests {
  private static func scene(_ names: String...) -> Scene {
    Scene(
      title: "Pods", boxes: names.map { SceneBox(id: "pod/" + $0, kind: .pod, label: $0) })
  }

  private static let text = """
    ```console id=one
    $ true
    ```

    ```console id=two
    $ true
    ```

    ```console id=three
    $ true
    ```

    ```console id=four session=other
    $ true
    ```
    """

  @Test func aPictureStandsBehindABlockThatChangedSomething() {
    var book = SampleBook(Self.text)
    let a = Self.scene("a")
    book.show([a, a, Self.scene("a", "b"), a])
    let article = book.article()
    let order = article.components(separatedBy: "<figure ").dropFirst().map { figure in
      String(figure.dropFirst(7).prefix { $0 != "\"" })
    }
    #expect(order == ["console", "picture", "console", "console", "picture", "console", "picture"])
    #expect(article.contains("<figure class=\"picture\" id=\"picture-1\"><svg class=\"scene\""))
    #expect(article.contains("aria-labelledby=\"picture-1-title picture-1-text\""))
    #expect(article.contains("<summary>The picture in words</summary><ul><li>"))
  }

  @Test func anEmptyWorldHasNoPicture() {
    var book = SampleBook(Self.text)
    let empty = Scene(title: "Nothing")
    book.show([empty, Self.scene("a"), empty, empty])
    #expect(book.article().count(of: "<svg") == 1)
  }

  @Test func machinesThatOnlyStandThereAreNoNews() {
    var book = SampleBook(Self.text)
    let node = SceneBox(id: "n", kind: .node, label: "n", badges: [SceneBadge("Ready", .good)])
    let broken = SceneBox(id: "n", kind: .node, label: "n", badges: [SceneBadge("Down", .bad)])
    let empty = Scene(title: "T", boxes: [node])
    book.show([empty, Scene(title: "T", boxes: [broken]), empty, empty])
    #expect(book.article().count(of: "<svg") == 2)
  }

  @Test func aHiddenBlockLeavesItsPictureToTheNextOne() {
    var book = SampleBook(
      "```console hide\n$ true\n```\n\n```console fold\n$ true\n```\n")
    let scene = Self.scene("a")
    book.show([scene, scene])
    let article = book.article()
    #expect(article.count(of: "<svg") == 1)
    // Behind the folded block, not inside of it.
    #expect(article.contains("</figure></details>\n<figure class=\"picture\""))
  }

  @Test func whatStaysStandsInItsPlace() throws {
    var book = SampleBook(Self.text)
    book.show([
      Self.scene("a", "b", "c"), Self.scene("b", "c"), Self.scene("c"), Self.scene("c"),
    ])
    let places = book.article().components(separatedBy: "data-box=\"pod/c\">").dropFirst().map {
      $0.components(separatedBy: "<rect")[1].prefix { $0 != "/" }
    }
    #expect(places.count == 4)
    #expect(places[0] == places[1] && places[1] == places[2])
    #expect(places[0] != places[3])
  }
}
