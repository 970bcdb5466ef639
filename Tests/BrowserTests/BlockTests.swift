import Simulation
import Testing

/// The memory of the WebAssembly module, tested on the host.
@Suite struct BlockTests {
  static let sizes = Array(0...300) + [4095, 4096, 4097, 65_535, 65_536, 1_000_000]

  @Test(arguments: [1, 4, 16, 32, 64, 4096], [0, 1, 8, 15, 24])
  func blocksAreAlignedAndApart(alignment: Int, offset: Int) throws {
    let region = MemoryRegion(offset: offset, size: 100)
    let blocks = try BlockTests.sizes.map { size in
      try #require(region.take(size, alignment: alignment))
    }
    for block in blocks {
      #expect(UInt(bitPattern: block.address) % UInt(max(alignment, 16)) == 0)
      #expect(MemoryRegion.isIntact(block), "\(block.size) bytes")
    }
  }

  @Test(arguments: [16, 256]) func aFreedBlockIsTheNextOfItsSize(alignment: Int) throws {
    let region = MemoryRegion()
    for size in BlockTests.sizes {
      let first = try #require(region.take(size, alignment: alignment))
      let second = try #require(region.take(size, alignment: alignment))
      region.give(first)
      let third = try #require(region.take(size, alignment: alignment))
      #expect(third.address == first.address, "\(size) bytes")
      #expect(MemoryRegion.isIntact(second))
    }
  }

  @Test func aBlockOfAnotherAlignmentReusesAFreedOne() throws {
    let region = MemoryRegion()
    let wide = try #require(region.take(100, alignment: 1024))
    let used = region.used
    region.give(wide)
    let narrow = try #require(region.take(1050))
    region.give(narrow)
    let again = try #require(region.take(100, alignment: 1024))
    #expect(region.used == used)
    #expect(UInt(bitPattern: again.address) % 1024 == 0)
    #expect(MemoryRegion.isIntact(again))
  }

  @Test(arguments: [1, 7, 8, 9, 100, 1000, 10_000, 1_000_000])
  func atMostAFifthOfABlockIsUnused(size: Int) throws {
    let region = MemoryRegion()
    _ = try #require(region.take(size))
    let before = region.used
    _ = try #require(region.take(size))
    // Eight bytes stand before each block, and there is nothing smaller than 16.
    #expect(region.used - before <= (size + 8) * 5 / 4 + 16)
  }

  @Test func aRegionThatCannotGrowGivesWhatFits() throws {
    let region = MemoryRegion(size: 1000, grows: false)
    #expect(region.take(2000) == nil)
    let block = try #require(region.take(800))
    #expect(region.take(800) == nil)
    region.give(block)
    #expect(region.take(800)?.address == block.address)
  }

  @Test(arguments: [2_000_000_001, Int(UInt32.max), Int.max - 8, Int.max])
  func anAbsurdRequestGivesNothing(size: Int) {
    let region = MemoryRegion()
    #expect(region.take(size) == nil)
    #expect(region.take(16, alignment: 1 << 40) == nil)
    #expect(region.used == 0)
  }

  /// What a program does again and again needs no more memory than the first time.
  @Test(arguments: UInt64(0)..<20) func aLongLifeLosesNothing(seed: UInt64) throws {
    let region = MemoryRegion()
    let random = KeyedRandom(seed: seed)
    var high = 0
    for round in 0..<4 {
      var blocks: [MemoryRegion.Block] = []
      for step in UInt64(0)..<2000 {
        if !blocks.isEmpty, random.pick(below: 3, "free", "", step) == 0 {
          let block = blocks.remove(at: random.pick(below: blocks.count, "which", "", step))
          #expect(MemoryRegion.isIntact(block))
          region.give(block)
        } else {
          let size = random.pick(
            below: 1 << random.pick(below: 14, "scale", "", step), "size", "", step)
          let alignment = 16 << random.pick(below: 5, "alignment", "", step)
          blocks.append(try #require(region.take(size, alignment: alignment)))
        }
      }
      for block in blocks {
        #expect(MemoryRegion.isIntact(block))
        region.give(block)
      }
      if round == 0 { high = region.used }
    }
    #expect(region.used == high)
  }
}
