import Testing
import Values

@testable import GoWriting
@testable import Kubectl

@Suite("Columns are aligned by Go's rule")
struct TabWriterTests {
  @Test("K1, G1: three blanks between columns, six characters at least")
  func tablesHaveThreeBlanksAndSixColumnsAtLeast() {
    var writer = TabWriter.table
    writer.write("NAME\tREADY\tAGE\nweb\t2/2\t37s\n")
    #expect(writer.flush() == "NAME   READY   AGE\nweb    2/2     37s\n")
    writer = .table
    writer.write("a\tb\tc\n")
    #expect(writer.flush() == "a     b     c\n")
  }

  @Test("K1, G1: empty cells are padded, the last column is not")
  func emptyCellsArePaddedAndTheLastColumnIsNot() {
    var writer = TabWriter.table
    writer.write("NAME\tSTATUS\tVOLUME\tAGE\nwww-web-0\tPending\t\t5s\n")
    #expect(
      writer.flush() == "NAME        STATUS    VOLUME   AGE\nwww-web-0   Pending            5s\n")
  }

  @Test("K11: widths are remembered and only grow")
  func widthsAreRememberedAndOnlyGrow() {
    var writer = TabWriter.table
    writer.write("NAME\tSTATUS\tAGE\nweb-0\tRunning\t9s\n")
    #expect(writer.flush() == "NAME    STATUS    AGE\nweb-0   Running   9s\n")
    writer.write("web-0\tTerminating\t9s\n")
    #expect(writer.flush() == "web-0   Terminating   9s\n")
    writer.write("web-0\tPending\t0s\n")
    #expect(writer.flush() == "web-0   Pending       0s\n")
    writer.forgetWidths()
    writer.write("a\tb\tc\n")
    #expect(writer.flush() == "a     b     c\n")
  }

  @Test("K16: a line without a cell ends the column")
  func aLineWithoutACellEndsTheColumn() {
    var writer = TabWriter.description
    writer.write("Name:\tweb\nNamespace:\tdefault\nContainers:\n  nginx:\n    Image:\tnginx\n")
    #expect(
      writer.flush()
        == "Name:       web\nNamespace:  default\nContainers:\n  nginx:\n    Image:  nginx\n")
  }

  @Test func widthsCountCharactersNotBytes() {
    var writer = TabWriter.description
    writer.write("Tên:\tmột\nab:\tx\n")
    #expect(writer.flush() == "Tên:  một\nab:   x\n")
  }

  @Test func aLineOfTabsCostsLittle() {
    var writer = TabWriter.description
    writer.write(String(repeating: "\t", count: 20_000) + "x\n")
    #expect(writer.flush().utf8.count == 40_002)
  }
}

@Test(
  "Sorting looks at the numbers in names, and at amounts",
  arguments: [
    ("web-2", "web-10"), ("a", "b"), ("web", "web-0"), ("500m", "1"), ("1Gi", "2Gi"),
    ("900Mi", "1Gi"), ("v1.9", "v1.10"), ("a01", "a2"), ("a1", "a01"),
  ])
func naturalOrder(_ first: String, _ second: String) {
  #expect(NaturalOrder.precedes(.string(first), .string(second)))
  #expect(!NaturalOrder.precedes(.string(second), .string(first)))
}
