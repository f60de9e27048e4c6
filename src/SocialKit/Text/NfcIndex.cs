namespace SocialKit.Text;

public static partial class Nfc
{
    /// <summary>Finds decompositions and composites in the tables without halving: most characters that are asked for have none, and that is known at the first slot.</summary>
    private static class Index
    {
        private const int Bits = 13;
        private const int Mask = (1 << Bits) - 1;

        // One more than the place in the tables; 0 is a free slot.
        private static readonly ushort[] Points = PointSlots();
        private static readonly ushort[] Pairs = PairSlots();

        /// <summary>Where the decomposition of <paramref name="point"/> stands; -1 if it has none.</summary>
        public static int OfPoint(int point)
        {
            for (var slot = Slot(point); ; slot = (slot + 1) & Mask)
            {
                var place = Points[slot] - 1;
                if (place < 0 || Decomposed[place] == point)
                    return place;
            }
        }

        /// <summary>Where the character stands that the two compose to; -1 if they do not.</summary>
        public static int OfPair(int first, int second)
        {
            for (var slot = Slot(first, second); ; slot = (slot + 1) & Mask)
            {
                var place = Pairs[slot] - 1;
                if (place < 0 || (DecomposedFirst[place] == first && DecomposedSecond[place] == second))
                    return place;
            }
        }

        private static int Slot(int point) => (int)(((uint)point * 0x9E3779B1) >> (32 - Bits));

        private static int Slot(int first, int second) => Slot(first ^ (second << 13) ^ (second >> 3));

        private static ushort[] PointSlots()
        {
            var slots = new ushort[Mask + 1];
            for (var place = 0; place < Decomposed.Length; place++)
                Take(slots, Slot(Decomposed[place]), place);
            return slots;
        }

        private static ushort[] PairSlots()
        {
            var slots = new ushort[Mask + 1];
            foreach (var place in Composites)
                Take(slots, Slot(DecomposedFirst[place], DecomposedSecond[place]), place);
            return slots;
        }

        private static void Take(ushort[] slots, int slot, int place)
        {
            while (slots[slot] != 0)
                slot = (slot + 1) & Mask;
            slots[slot] = (ushort)(place + 1);
        }
    }
}
