Console.WriteLine("socialkit");
