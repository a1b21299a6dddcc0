DROP TABLE dormancy_trend;
