Console.WriteLine("bench text | bench start");
