import Scenes
import Testing

@Suite struct SequenceTests {
  private static func exchange(
    _ from: String, _ to: String, _ question: String, _ answer: String, isFailure: Bool = false,
    number: Int64 = 0
  ) -> SceneSequence.Exchange {
    SceneSequence.Exchange(
      from: from, to: to, question: question, answer: answer, isFailure: isFailure,
      number: number)
  }

  @Test func eachQuestionHasAnArrowAndItsAnswerAnotherOne() {
    let sequence = SceneSequence(
      title: "Who asked whom",
      exchanges: [
        Self.exchange("shop-1", "redis", "GET session:1", "nothing"),
        Self.exchange("laptop", "shop-1", "GET /cart", "503", isFailure: true),
      ])
    let html = sequence.picture(prefix: "s").html
    #expect(WrittenPicture(html).problem == nil)
    #expect(html.split(separator: "class=\"line answer\"").count == 3)
    // A failure is told by a mark, by its class and in words.
    #expect(html.split(separator: "class=\"link link-asks state-bad\"").count == 3)
    #expect(html.split(separator: "class=\"mark state-bad\"").count == 2)
    #expect(
      sequence.sentences == [
        "shop-1 asks redis: GET session:1. It answers: nothing.",
        "laptop asks shop-1: GET /cart. It answers: 503.",
      ])
  }

  @Test func whoHasToAskSomebodyElseAnswersAfterThat() {
    let sequence = SceneSequence(
      title: "Who asked whom",
      exchanges: [
        Self.exchange("lb", "shop", "GET /cart", "200", number: 2),
        Self.exchange("laptop", "lb", "GET /cart", "200", number: 1),
        Self.exchange("laptop", "lb", "GET /", "302", number: 3),
      ])
    #expect(
      sequence.sentences.map { $0.prefix { $0 != ":" } } == [
        "laptop asks lb", "lb asks shop", "laptop asks lb",
      ])
    let html = sequence.picture(prefix: "s").html
    let labels = html.split(separator: "class=\"label\"").dropFirst().map {
      $0.split(separator: ">")[1].prefix { $0 != "<" }
    }
    #expect(labels == ["GET /cart", "GET /cart", "200", "200", "GET /", "302"])
    // The laptop, which asks first, stands first.
    let heads = html.split(separator: "class=\"name\"").dropFirst().map {
      $0.split(separator: ">")[1].prefix { $0 != "<" }
    }
    #expect(heads == ["laptop", "lb", "shop"])
  }

  @Test func manyMachinesAndHostileNamesStayInThePicture() {
    let evil = "</svg><script>" + String(repeating: "m", count: 200)
    var exchanges = (0..<60).map { Self.exchange("client", "server-\($0 % 9)", evil, evil) }
    exchanges.append(Self.exchange(evil, evil, "x", "y"))
    let sequence = SceneSequence(title: evil, exchanges: exchanges)
    let html = sequence.picture(prefix: "s").html
    #expect(WrittenPicture(html).problem == nil)
    #expect(html.split(separator: "class=\"box card state-plain\"").count == 7)
    #expect(sequence.sentences.last == "And 41 more.")
    #expect(html.split(separator: "<g class=\"link link-asks").count == 41)
  }

  @Test func aSequenceOfNothingSaysSo() {
    let sequence = SceneSequence(title: "T", exchanges: [])
    #expect(sequence.sentences == ["Nobody asked anybody."])
    #expect(WrittenPicture(sequence.picture(prefix: "s").html).problem == nil)
  }
}
